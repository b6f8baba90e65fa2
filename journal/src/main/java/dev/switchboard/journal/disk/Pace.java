package dev.switchboard.journal.disk;

/// Whether so little is written that writing ahead costs nothing. Not thread-safe.
final class Pace {
    /// Over how long the bytes are counted.
    static final long WINDOW_NANOS = 1_000_000_000L;

    /// A slow pace is less than this, in one window.
    static final long SLOW_BYTES_MAX = 8 << 20;

    private long windowStart;
    private long windowBytes;
    private boolean slow;

    Pace(long nowNanos) {
        this.windowStart = nowNanos;
    }

    /// Counts what was written; true when the last whole window was slow.
    boolean isSlowAfter(long bytes, long nowNanos) {
        windowBytes += bytes;
        long elapsed = nowNanos - windowStart;
        if (elapsed >= WINDOW_NANOS) {
            slow = windowBytes < SLOW_BYTES_MAX;
            windowStart = nowNanos;
            windowBytes = 0;
        }
        return slow && windowBytes < SLOW_BYTES_MAX;
    }
}
