package dev.switchboard.client.lines;

import java.util.concurrent.TimeUnit;

/// When to dial again after a failure, and when to give up: the delays double, and end when nothing went well for a
/// time. Times are passed in, in nanoseconds of one clock. Not thread-safe.
final class Backoff {
    static final int DELAY_MILLIS_MIN = 100;
    static final int DELAY_MILLIS_MAX = 2_000;

    /// Instead of a delay: it is over.
    static final long GIVE_UP = -1;

    /// A limit that never passes.
    static final long FOR_EVER = Long.MAX_VALUE;

    private final long limitMillis;
    private boolean inTrouble;
    private long troubleSinceNanos;
    private long delayMillis = DELAY_MILLIS_MIN;

    /// @param limitMillis how long nothing may go well before it is given up; 0 gives up at the first failure
    Backoff(long limitMillis) {
        this.limitMillis = limitMillis;
    }

    /// Something went well: the next trouble is a new one.
    void progressed() {
        inTrouble = false;
        delayMillis = DELAY_MILLIS_MIN;
    }

    /// Something failed.
    ///
    /// @param sinceNanos when this failure began, counted only if nothing failed before
    /// @return how many milliseconds to wait before the next try, or [#GIVE_UP]
    long failed(long sinceNanos, long nowNanos) {
        if (!inTrouble) {
            inTrouble = true;
            troubleSinceNanos = sinceNanos;
        }
        long leftMillis = limitMillis - TimeUnit.NANOSECONDS.toMillis(nowNanos - troubleSinceNanos);
        if (leftMillis <= 0) {
            return GIVE_UP;
        }
        long delay = Math.min(delayMillis, leftMillis);
        delayMillis = Math.min(2 * delayMillis, DELAY_MILLIS_MAX);
        return delay;
    }
}
