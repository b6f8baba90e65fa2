package dev.switchboard.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The calling platform thread as the kernel knows it.
public final class ThisThread {
    private static final MethodHandle GETTID = CLibrary.plain("gettid", JAVA_INT);
    private static final int PRIO_PROCESS = 0;
    private static final MethodHandle SETPRIORITY =
            CLibrary.function("setpriority", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);

    /// `struct sched_attr` as of its first version (`sched_setattr(2)`), and the call's number where it is known; the C
    /// library has no function for it before glibc 2.41.
    private static final int ATTRIBUTES_BYTES = 48;

    private static final long NICE_AT = 16;
    private static final long SLICE_AT = 24;
    private static final long UNKNOWN = -1;
    private static final long SCHED_SETATTR = switch (System.getProperty("os.arch", "")) {
        case "amd64" -> 314;
        case "aarch64", "riscv64" -> 274;
        default -> UNKNOWN;
    };
    private static final MethodHandle SYSCALL =
            CLibrary.variadic("syscall", 1, JAVA_LONG, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);

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

    /// Like [#nice(int)], and gives this thread turns of this length, from 0.1 to 100 ms. A thread with shorter
    /// turns that becomes ready does not wait for the end of this one's; usual are 3 ms or less. Before Linux 6.12,
    /// and where the call's number is not known, the length has no effect.
    ///
    /// Source: `sched_setattr(2)`; the length is `sched_runtime`.
    ///
    /// @throws PosixException `EPERM` or `EACCES` for a nice value below the present one, without privilege
    public static void nice(int value, long turnNanos) throws PosixException {
        if (SCHED_SETATTR == UNKNOWN) {
            nice(value);
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = arena.allocate(ATTRIBUTES_BYTES, Long.BYTES);
            attributes.set(JAVA_INT, 0, ATTRIBUTES_BYTES);
            attributes.set(JAVA_INT, NICE_AT, value);
            attributes.set(JAVA_LONG, SLICE_AT, turnNanos);
            CLibrary.demand(
                    "sched_setattr", state -> (long) SYSCALL.invokeExact(state, SCHED_SETATTR, 0, attributes, 0));
        }
    }
}
