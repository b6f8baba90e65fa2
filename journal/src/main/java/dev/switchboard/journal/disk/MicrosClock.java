package dev.switchboard.journal.disk;

/// The time of day.
@FunctionalInterface
public interface MicrosClock {
    /// Microseconds since 1970.
    long micros();
}
