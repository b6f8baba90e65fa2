package dev.switchboard.cli.send;

import java.util.concurrent.TimeUnit;

/// How many a second, over the last second or so. Not thread-safe.
public final class Rate {
    private static final long RATE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private long sinceNanos;
    private long countSince;
    private long perSecond;

    public Rate(long nowNanos) {
        this.sinceNanos = nowNanos;
    }

    /// Takes the count of now.
    ///
    /// @return how many a second
    public long perSecond(long count, long nowNanos) {
        long nanos = nowNanos - sinceNanos;
        boolean first = perSecond == 0 && countSince == 0;
        if (nanos >= RATE_NANOS || (first && nanos > 0)) {
            perSecond = Math.round((count - countSince) * 1e9 / nanos);
        }
        if (nanos >= RATE_NANOS) {
            sinceNanos = nowNanos;
            countSince = count;
        }
        return perSecond;
    }
}
