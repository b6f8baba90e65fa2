package dev.switchboard.journal.disk;

import java.time.Duration;

/// How much is kept. Whole segments are removed, oldest first, never the one in use: so up to a segment more than this
/// is kept.
///
/// @param age messages that arrived longer ago may be removed
/// @param bytes of segment files that may be there; more are removed
public record Retention(Duration age, long bytes) {
    /// Everything.
    public static final Retention ALL = new Retention(Duration.ofSeconds(Long.MAX_VALUE), Long.MAX_VALUE);

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1000;

    public Retention {
        if (age.isNegative() || bytes < 0) {
            throw new IllegalArgumentException("nothing less than nothing can be kept: " + age + ", " + bytes);
        }
    }

    /// Messages that arrived before this may be removed.
    ///
    /// @param nowMicros the time of day, in microseconds since 1970
    long oldestMicros(long nowMicros) {
        return age.getSeconds() >= nowMicros / MICROS_PER_SECOND
                ? Long.MIN_VALUE
                : nowMicros - age.getSeconds() * MICROS_PER_SECOND - age.getNano() / NANOS_PER_MICRO;
    }
}
