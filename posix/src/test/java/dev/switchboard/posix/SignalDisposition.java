package dev.switchboard.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Makes this process ignore a signal, as a shell's background jobs do. Source: `signal(2)`.
final class SignalDisposition {
    static final int SIGUSR1 = 10;

    private static final long SIG_DFL = 0;
    private static final long SIG_IGN = 1;
    private static final MethodHandle SIGNAL = CLibrary.plain("signal", ADDRESS, JAVA_INT, ADDRESS);

    private SignalDisposition() {}

    static void ignore(int signal) {
        set(signal, SIG_IGN);
    }

    static void restore(int signal) {
        set(signal, SIG_DFL);
    }

    private static void set(int signal, long handler) {
        CLibrary.attempt(state -> {
            MemorySegment before = (MemorySegment) SIGNAL.invokeExact(signal, MemorySegment.ofAddress(handler));
            return before.address();
        });
    }
}
