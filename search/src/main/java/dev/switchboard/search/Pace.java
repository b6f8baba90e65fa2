package dev.switchboard.search;

/// How much indexing may take of the machine: while many messages come, one part of the time in five, so
/// that those who send them hardly notice; otherwise all that it needs. Little is left for later: a piece
/// of work reads the disk, on which others wait, for one message as for a thousand. Not thread-safe.
final class Pace {
    /// Over how long messages are counted.
    static final long WINDOW_NANOS = 1_000_000_000L;
    /// Many are more than this, in one window.
    static final long FEW_MESSAGES = 10_000;

    static final int REST_FACTOR = 4;
    /// So few messages wait for more.
    static final long LITTLE_MESSAGES = 1_000;

    static final long LITTLE_REST_NANOS = 100_000_000L;

    private long windowStart;
    private long windowOffset;
    private boolean many;

    /// @param end the end of the journal
    Pace(long end, long nowNanos) {
        this.windowStart = nowNanos;
        this.windowOffset = end;
    }

    /// How long to rest, in nanoseconds, after a piece of work.
    ///
    /// @param next the first offset that is not indexed
    /// @param end the end of the journal now
    long rest(long workedNanos, long next, long end, long nowNanos) {
        long came = end - windowOffset;
        if (nowNanos - windowStart >= WINDOW_NANOS) {
            many = came > FEW_MESSAGES;
            windowStart = nowNanos;
            windowOffset = end;
        } else if (came > FEW_MESSAGES) {
            many = true;
        }
        long rest = many ? workedNanos * REST_FACTOR : 0;
        return end - next < LITTLE_MESSAGES ? Math.max(rest, LITTLE_REST_NANOS) : rest;
    }
}
