package dev.switchboard.posix;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/// Brings times of the wall clock, which the kernel stamps packets with, to the clock of
/// [System#nanoTime()]. The distance of the two is measured anew each second, because the wall clock is set
/// and slewed. One thread.
final class SteadyTime {
    private static final int ATTEMPTS = 5;
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private long measuredAt;
    private long distance;

    SteadyTime() {
        measure();
    }

    /// @param wallNanos nanoseconds since 1970
    long of(long wallNanos) {
        if (System.nanoTime() - measuredAt > SECOND_NANOS) {
            measure();
        }
        return wallNanos - distance;
    }

    /// Of several readings the one that took least time is right to half of that.
    private void measure() {
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < ATTEMPTS; i++) {
            long before = System.nanoTime();
            Instant wall = Instant.now();
            long after = System.nanoTime();
            if (after - before < shortest) {
                shortest = after - before;
                distance = TimeUnit.SECONDS.toNanos(wall.getEpochSecond()) + wall.getNano() - (before + shortest / 2);
            }
            measuredAt = after;
        }
    }
}
