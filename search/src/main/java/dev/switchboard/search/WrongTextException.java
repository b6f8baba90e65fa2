package dev.switchboard.search;

/// A part of a query cannot be understood; the message says why, in one line.
final class WrongTextException extends Exception {
    private static final long serialVersionUID = 1;

    WrongTextException(String problem) {
        super(problem);
    }
}
