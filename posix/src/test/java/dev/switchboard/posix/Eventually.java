package dev.switchboard.posix;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Waits for what another process or the kernel does in its own time.
final class Eventually {
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private Eventually() {}

    static void until(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + DEADLINE_NANOS;
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never happened: " + what);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /// Until the thread is inside the named method of this package, as good as blocked there.
    static void inside(Thread thread, String method) throws Exception {
        until(method + " under way", () -> {
            for (StackTraceElement frame : thread.getStackTrace()) {
                if (frame.getMethodName().equals(method) && frame.getClassName().contains(".posix.")) {
                    return true;
                }
            }
            return false;
        });
    }
}
