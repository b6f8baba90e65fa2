package dev.switchboard.cli.bench;

import dev.switchboard.client.load.Latencies;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// Percentiles of latencies as a chart of text. Bars are logarithmic, since the last is often a thousand times the
/// first.
final class Curve {
    /// The percentiles that are shown, by their names.
    static final List<Point> POINTS = List.of(
            new Point("p50", 50),
            new Point("p90", 90),
            new Point("p99", 99),
            new Point("p99.9", 99.9),
            new Point("p99.99", 99.99),
            new Point("max", 100));

    private static final int BAR_CHARS_PER_DECADE = 8;
    private static final double NANOS_PER_MICRO = 1e3;

    record Point(String name, double percent) {
        /// To three digits.
        long nanos(Latencies latencies) {
            return percent == 100 ? latencies.maxNanos() : latencies.nanosAt(percent);
        }
    }

    private Curve() {}

    static List<String> lines(Latencies latencies) {
        List<String> lines = new ArrayList<>();
        for (Point point : POINTS) {
            long nanos = point.nanos(latencies);
            lines.add(String.format(Locale.ROOT, "  %-6s %9s  %s", point.name, text(nanos), bar(nanos)));
        }
        return lines;
    }

    /// With three digits: `31.2 µs`, `1.05 ms`, `2.40 s`.
    static String text(long nanos) {
        if (nanos < TimeUnit.MILLISECONDS.toNanos(1)) {
            return digits(nanos / NANOS_PER_MICRO) + " µs";
        }
        if (nanos < TimeUnit.SECONDS.toNanos(1)) {
            return digits(nanos / 1e6) + " ms";
        }
        return digits(nanos / 1e9) + " s";
    }

    private static String digits(double value) {
        String form = value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f";
        return String.format(Locale.ROOT, form, value);
    }

    /// Eight characters for each power of ten above a microsecond.
    private static String bar(long nanos) {
        double decades = Math.log10(Math.max(1, nanos / NANOS_PER_MICRO));
        return "#".repeat(1 + (int) Math.round(decades * BAR_CHARS_PER_DECADE));
    }
}
