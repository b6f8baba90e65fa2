package dev.switchboard.lab.experiment;

/// The time that `echo` puts before each reply, in its `ctime` form.
final class Stamp {
    /// Its length with the space behind it.
    static final int BYTES = 27;

    private Stamp() {}

    /// What follows the stamp; nothing when the reply is shorter.
    static String without(String reply) {
        return reply.substring(Math.min(reply.length(), BYTES));
    }
}
