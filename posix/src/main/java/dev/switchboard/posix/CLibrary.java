package dev.switchboard.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// Binds functions of the C library and turns "-1 and errno" into values or a [PosixException].
///
/// Method handles live in static fields of the classes that use them, so that a function is looked up with its class.
final class CLibrary {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final long ERRNO_OFFSET = STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

    private CLibrary() {}

    /// A call that gets the place for errno as its first argument.
    @FunctionalInterface
    interface Call {
        long run(MemorySegment state) throws Throwable;
    }

    /// A function that reports failure by -1 and errno; its handle takes the place for errno first.
    static MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(address(name), FunctionDescriptor.of(result, arguments), ERRNO);
    }

    /// Like [#function], for a function declared with `...` after its first `fixed` arguments.
    static MethodHandle variadic(String name, int fixed, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                address(name), FunctionDescriptor.of(result, arguments), ERRNO, Linker.Option.firstVariadicArg(fixed));
    }

    /// A function that does not use errno.
    static MethodHandle plain(String name, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(address(name), FunctionDescriptor.of(result, arguments));
    }

    /// Runs the call once: its result, or the negated errno when it failed.
    static long attempt(Call call) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long result = call.run(state);
            return result == -1 ? -state.get(ValueLayout.JAVA_INT, ERRNO_OFFSET) : result;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("a native call throws nothing checked", e);
        }
    }

    /// Like [#attempt], again for as long as a signal handler interrupts it.
    static long persist(Call call) {
        long result;
        do {
            result = attempt(call);
        } while (result == -Errno.EINTR);
        return result;
    }

    /// The result of [#persist] as an `int`.
    ///
    /// @throws PosixException when it failed, naming the call `name`
    static int demand(String name, Call call) throws PosixException {
        long result = persist(call);
        if (result < 0) {
            throw new PosixException(name, (int) -result);
        }
        return (int) result;
    }

    private static MemorySegment address(String name) {
        return LINKER.defaultLookup().findOrThrow(name);
    }
}
