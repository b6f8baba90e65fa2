package dev.switchboard.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Notices when nothing moved for a time. It has a thread only while a limit is set, and that thread sleeps exactly
/// until the limit could pass. Thread-safe.
final class QuietWatch {
    private volatile long movedNanos = System.nanoTime();
    private volatile boolean stopped;
    private @Nullable Thread thread;

    /// Something was sent or received.
    void moved() {
        movedNanos = System.nanoTime();
    }

    /// From now on, calls `onQuiet` once when nothing moved for `limit`. A watch keeps the first limit it was given.
    synchronized void start(Duration limit, Consumer<Duration> onQuiet) {
        moved();
        if (thread == null && !stopped) {
            thread = Thread.ofPlatform().daemon().name("quiet-watch").start(() -> watch(limit, onQuiet));
        }
    }

    synchronized void stop() {
        stopped = true;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    private void watch(Duration limit, Consumer<Duration> onQuiet) {
        long limitNanos = TimeUnit.MILLISECONDS.toNanos(limit.toMillis());
        while (!stopped) {
            long leftNanos = limitNanos - (System.nanoTime() - movedNanos);
            if (leftNanos <= 0) {
                onQuiet.accept(limit);
                return;
            }
            LockSupport.parkNanos(this, leftNanos);
        }
    }
}
