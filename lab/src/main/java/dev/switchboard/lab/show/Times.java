package dev.switchboard.lab.show;

import java.util.Locale;

/// Times in the units that people read.
final class Times {
    private static final double NANOS_IN_MILLI = 1_000_000;

    private Times() {}

    /// Milliseconds with one decimal: `1234.5`.
    static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.1f", nanos / NANOS_IN_MILLI);
    }

    /// `2.3 ms`, `512 ms`, `5.01 s`, `61.0 s`.
    static String duration(long nanos) {
        double millis = nanos / NANOS_IN_MILLI;
        if (millis < 10) {
            return String.format(Locale.ROOT, "%.1f ms", millis);
        }
        if (millis < 1_000) {
            return String.format(Locale.ROOT, "%.0f ms", millis);
        }
        return String.format(Locale.ROOT, millis < 10_000 ? "%.2f s" : "%.1f s", millis / 1_000);
    }
}
