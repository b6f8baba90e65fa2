package dev.switchboard.search;

/// A pattern takes so many steps on a message that it would hold everybody up; the message says so in one line.
public final class PatternTooHardException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PatternTooHardException() {
        super("the pattern takes too long, as .*.*.*x does; make it simpler");
    }
}
