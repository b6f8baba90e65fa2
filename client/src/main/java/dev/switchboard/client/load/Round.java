package dev.switchboard.client.load;

import dev.switchboard.client.load.LoadMoment.Stage;

/// A time of load, and of waiting for its answers afterwards. Not thread-safe.
final class Round {
    /// After a stop, answers are waited for no longer than this.
    private static final long STOPPED_DRAIN_NANOS = 1_000_000_000L;

    final Pace pace;
    final Tally tally = new Tally();
    final long startNanos;
    private final Stage stage;
    private final long nanos;
    private long drainNanos;
    private boolean over;
    private long overNanos;

    Round(Stage stage, LoadConfig config, long nowNanos) {
        boolean warming = stage == Stage.WARMING_UP;
        this.stage = stage;
        this.startNanos = nowNanos;
        this.nanos = (warming ? config.warmup() : config.time()).toNanos();
        this.drainNanos = config.drain().toNanos();
        long count = warming ? Long.MAX_VALUE : config.count();
        this.pace = config.isOpenLoop()
                ? new OpenPace(nowNanos, nanos, count, config.rate(), config.connections())
                : new ClosedPace(nowNanos, nanos, count);
    }

    /// Whether everything is sent and answered, or was waited for long enough.
    boolean isDone(long nowNanos) {
        if (!over && pace.isOver(nowNanos)) {
            over = true;
            overNanos = nowNanos;
        }
        boolean settled = pace.owed(tally.granted) <= 0 && tally.open() == 0;
        return over && (settled || nowNanos - overNanos - drainNanos >= 0);
    }

    void stop(long nowNanos) {
        pace.stop(nowNanos);
        drainNanos = Math.min(drainNanos, STOPPED_DRAIN_NANOS);
    }

    /// When to look again though nothing came.
    long nextNanos(long nowNanos) {
        return over ? overNanos + drainNanos : pace.nextNanos(nowNanos);
    }

    Stage stage() {
        return over ? Stage.DRAINING : stage;
    }

    /// How much of the time is over, from 0 to 1.
    double part(long nowNanos) {
        return over ? 1 : Math.clamp((double) (nowNanos - startNanos) / nanos, 0, 1);
    }

    /// The time that this took, after all is done.
    double seconds(long nowNanos) {
        long sent = over ? pace.endNanos(overNanos) : nowNanos;
        boolean later = tally.right > 0 && tally.lastAnswerNanos - sent > 0;
        return ((later ? tally.lastAnswerNanos : sent) - startNanos) / 1e9;
    }
}
