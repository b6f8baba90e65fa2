package dev.switchboard.client.load;

import org.HdrHistogram.Histogram;

/// How long answers took, in nanoseconds, to three digits. Not thread-safe.
public final class Latencies {
    /// Below this nothing is told apart.
    private static final long NANOS_MIN = 100;
    /// A longer time counts as this one.
    static final long NANOS_MAX = 3_600_000_000_000L;

    private static final int DIGITS = 3;

    private final Histogram histogram = new Histogram(NANOS_MIN, NANOS_MAX, DIGITS);

    void record(long nanos, long count) {
        histogram.recordValueWithCount(Math.clamp(nanos, 0, NANOS_MAX), count);
    }

    void clear() {
        histogram.reset();
    }

    /// How many there are.
    public long count() {
        return histogram.getTotalCount();
    }

    /// What so many percent of them did not exceed; 0 when there are none.
    ///
    /// @param percent from 0 to 100
    public long nanosAt(double percent) {
        return histogram.getTotalCount() == 0 ? 0 : histogram.getValueAtPercentile(percent);
    }

    /// The longest; 0 when there are none.
    public long maxNanos() {
        return histogram.getTotalCount() == 0 ? 0 : histogram.getMaxValue();
    }
}
