package dev.switchboard.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.invoke.MethodHandle;

/// The calling platform thread as the kernel knows it.
public final class ThisThread {
    private static final MethodHandle GETTID = CLibrary.plain("gettid", JAVA_INT);

    private ThisThread() {}

    /// The number under `/proc/PID/task`.
    ///
    /// Source: `gettid(2)`.
    public static int id() {
        try {
            return (int) GETTID.invokeExact();
        } catch (Throwable e) {
            throw new AssertionError("gettid always succeeds", e);
        }
    }
}
