package dev.switchboard.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.invoke.MethodHandle;

/// The calling platform thread as the kernel knows it.
public final class ThisThread {
    private static final MethodHandle GETTID = CLibrary.plain("gettid", JAVA_INT);
    private static final int PRIO_PROCESS = 0;
    private static final MethodHandle SETPRIORITY =
            CLibrary.function("setpriority", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);

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

    /// Sets this thread's own nice value; the others of the process keep theirs, which is how Linux has it.
    ///
    /// Source: `setpriority(2)`.
    ///
    /// @param value up to 19, the lowest priority
    /// @throws PosixException `EACCES` for a value below the present one, without privilege
    public static void nice(int value) throws PosixException {
        CLibrary.demand("setpriority", state -> (int) SETPRIORITY.invokeExact(state, PRIO_PROCESS, 0, value));
    }
}
