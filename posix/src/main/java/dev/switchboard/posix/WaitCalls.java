package dev.switchboard.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/// Waiting for one child, and signalling it.
///
/// Source: `waitid(2)`, `waitpid(2)`, `kill(2)`.
final class WaitCalls {
    private static final int P_PID = 1;
    private static final int WNOHANG = 1;
    private static final int WEXITED_WNOWAIT = 0x01000004;
    private static final int SIGINFO_BYTES = 128;

    private static final MethodHandle WAITID =
            CLibrary.function("waitid", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle WAITPID = CLibrary.function("waitpid", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle KILL = CLibrary.function("kill", JAVA_INT, JAVA_INT, JAVA_INT);

    private WaitCalls() {}

    /// Blocks until the child has ended and leaves it as a zombie, whose number the kernel gives to no one else.
    /// Returns 0 or the negated errno.
    static long awaitEnd(int pid) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(SIGINFO_BYTES, Long.BYTES);
            return CLibrary.persist(state -> (int) WAITID.invokeExact(state, P_PID, pid, info, WEXITED_WNOWAIT));
        }
    }

    /// Collects the child when it has ended; null while it runs.
    static @Nullable ExitStatus collect(int pid) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = arena.allocate(JAVA_INT);
            int collected = CLibrary.demand("waitpid", state -> (int) WAITPID.invokeExact(state, pid, status, WNOHANG));
            return collected == pid ? ExitStatus.of(status.get(JAVA_INT, 0)) : null;
        }
    }

    static void kill(int pid, int signal) throws PosixException {
        CLibrary.demand("kill", state -> (int) KILL.invokeExact(state, pid, signal));
    }
}
