package dev.switchboard.search;

/// How much indexing may take of the machine: while many messages come, one part of the time in five, so
/// that those who send them hardly notice; otherwise all that it needs. Not thread-safe.
final class Pace {
    /// Over how long messages are counted.
    static final long WINDOW_NANOS = 1_000_000_000L;
    /// Many are more than this, in one window.
    static final long FEW_MESSAGES = 10_000;

    static final int REST_FACTOR = 4;

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
    /// @param end the end of the journal now
    long rest(long workedNanos, long end, long nowNanos) {
        long came = end - windowOffset;
        if (nowNanos - windowStart >= WINDOW_NANOS) {
            many = came > FEW_MESSAGES;
            windowStart = nowNanos;
            windowOffset = end;
        } else if (came > FEW_MESSAGES) {
            many = true;
        }
        return many ? workedNanos * REST_FACTOR : 0;
    }
}
