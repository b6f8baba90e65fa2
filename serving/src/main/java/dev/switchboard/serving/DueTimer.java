package dev.switchboard.serving;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Has something run at the earliest of the times that were asked for. Whoever uses it guards it.
final class DueTimer {
    private final ScheduledExecutorService timers;
    private final Runnable due;
    private @Nullable ScheduledFuture<?> timer;
    private long at = Time.NEVER;

    /// @param due run on a thread of `timers`; it calls [#fired()] and arms the timer anew
    DueTimer(ScheduledExecutorService timers, Runnable due) {
        this.timers = timers;
        this.due = due;
    }

    /// Has it run at this time, unless it will sooner.
    void arm(long nanos) {
        if (nanos < at) {
            cancel();
            at = nanos;
            timer = timers.schedule(due, nanos - Time.nanos(), TimeUnit.NANOSECONDS);
        }
    }

    /// It runs now.
    void fired() {
        at = Time.NEVER;
    }

    /// From now on it is not armed any more. What has begun to run may still do so, and must not say [#fired()].
    void close() {
        cancel();
        at = Long.MIN_VALUE;
    }

    private void cancel() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
