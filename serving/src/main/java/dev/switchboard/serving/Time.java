package dev.switchboard.serving;

import java.time.Instant;

/// The two clocks that drivers pass to sessions.
final class Time {
    private static final long ORIGIN = System.nanoTime();
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;

    static final long NANOS_PER_MILLI = 1_000_000;
    static final long NEVER = Long.MAX_VALUE;

    private Time() {}

    /// Monotonic nanoseconds since the program's start, never negative.
    static long nanos() {
        return System.nanoTime() - ORIGIN;
    }

    /// Wall clock, microseconds since 1970.
    static long epochMicros() {
        Instant now = Instant.now();
        return now.getEpochSecond() * MICROS_PER_SECOND + now.getNano() / NANOS_PER_MICRO;
    }
}
