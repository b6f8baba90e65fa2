package dev.switchboard.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Starting a program with a chosen set of descriptors and untouched signals.
///
/// Source: `posix_spawn(3)`; `posix_spawn_file_actions_addclosefrom_np`, glibc 2.34. These functions return the errno
/// instead of setting it.
final class SpawnCalls {
    private static final int O_RDONLY = 0;
    private static final short SETPGROUP_SETSIGDEF_SETSIGMASK = 0x2 | 0x4 | 0x8;
    // What glibc needs is 80, 336 and 128 on 64-bit machines.
    private static final long ACTIONS_BYTES = 256;
    private static final long ATTRIBUTES_BYTES = 512;
    private static final long SIGNALS_BYTES = 128;

    private static final MethodHandle SPAWN =
            plain("posix_spawn", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle ACTIONS_INIT = plain("posix_spawn_file_actions_init", ADDRESS);
    private static final MethodHandle ACTIONS_DESTROY = plain("posix_spawn_file_actions_destroy", ADDRESS);
    private static final MethodHandle ADD_DUP2 = plain("posix_spawn_file_actions_adddup2", ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle ADD_OPEN =
            plain("posix_spawn_file_actions_addopen", ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle ADD_CLOSEFROM =
            plain("posix_spawn_file_actions_addclosefrom_np", ADDRESS, JAVA_INT);
    private static final MethodHandle ATTRIBUTES_INIT = plain("posix_spawnattr_init", ADDRESS);
    private static final MethodHandle ATTRIBUTES_DESTROY = plain("posix_spawnattr_destroy", ADDRESS);
    private static final MethodHandle SET_FLAGS = plain("posix_spawnattr_setflags", ADDRESS, JAVA_SHORT);
    private static final MethodHandle SET_PGROUP = plain("posix_spawnattr_setpgroup", ADDRESS, JAVA_INT);
    private static final MethodHandle SET_SIGDEFAULT = plain("posix_spawnattr_setsigdefault", ADDRESS, ADDRESS);
    private static final MethodHandle SET_SIGMASK = plain("posix_spawnattr_setsigmask", ADDRESS, ADDRESS);
    private static final MethodHandle SIGFILLSET = plain("sigfillset", ADDRESS);
    private static final MethodHandle SIGEMPTYSET = plain("sigemptyset", ADDRESS);
    private static final MethodHandle DLSYM = CLibrary.plain("dlsym", ADDRESS, ADDRESS, ADDRESS);

    private SpawnCalls() {}

    private static MethodHandle plain(String name, MemoryLayout... arguments) {
        return CLibrary.plain(name, JAVA_INT, arguments);
    }

    /// The new process's number. `argv` and `environment` are arrays of C strings that end with a null pointer.
    static int spawn(String path, MemorySegment argv, MemorySegment environment, int controlFd) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pid = arena.allocate(JAVA_INT);
            MemorySegment program = arena.allocateFrom(path);
            MemorySegment actions = arena.allocate(ACTIONS_BYTES, Long.BYTES);
            MemorySegment attributes = arena.allocate(ATTRIBUTES_BYTES, Long.BYTES);
            demand("posix_spawn_file_actions_init", state -> (int) ACTIONS_INIT.invokeExact(actions));
            demand("posix_spawnattr_init", state -> (int) ATTRIBUTES_INIT.invokeExact(attributes));
            try {
                describeDescriptors(actions, controlFd, arena);
                describeSignals(attributes, arena);
                long result = CLibrary.attempt(
                        state -> (int) SPAWN.invokeExact(pid, program, actions, attributes, argv, environment));
                if (result != 0) {
                    throw new PosixException("posix_spawn", path, (int) result);
                }
                return pid.get(JAVA_INT, 0);
            } finally {
                CLibrary.attempt(state -> (int) ACTIONS_DESTROY.invokeExact(actions));
                CLibrary.attempt(state -> (int) ATTRIBUTES_DESTROY.invokeExact(attributes));
            }
        }
    }

    /// They are carried out in this order; the control descriptor comes first because its number may be 0 or 1.
    private static void describeDescriptors(MemorySegment actions, int controlFd, Arena arena) throws PosixException {
        MemorySegment nothing = arena.allocateFrom("/dev/null");
        String call = "posix_spawn_file_actions";
        demand(call, state -> (int) ADD_DUP2.invokeExact(actions, controlFd, ChildProcess.CONTROL_FD));
        demand(call, state -> (int) ADD_OPEN.invokeExact(actions, 0, nothing, O_RDONLY, 0));
        demand(call, state -> (int) ADD_DUP2.invokeExact(actions, 2, 1));
        demand(call, state -> (int) ADD_CLOSEFROM.invokeExact(actions, ChildProcess.CONTROL_FD + 1));
    }

    private static void describeSignals(MemorySegment attributes, Arena arena) throws PosixException {
        MemorySegment all = arena.allocate(SIGNALS_BYTES, Long.BYTES);
        MemorySegment none = arena.allocate(SIGNALS_BYTES, Long.BYTES);
        String call = "posix_spawnattr";
        demand(call, state -> (int) SIGFILLSET.invokeExact(all));
        demand(call, state -> (int) SIGEMPTYSET.invokeExact(none));
        demand(call, state -> (int) SET_SIGDEFAULT.invokeExact(attributes, all));
        demand(call, state -> (int) SET_SIGMASK.invokeExact(attributes, none));
        demand(call, state -> (int) SET_PGROUP.invokeExact(attributes, 0));
        demand(call, state -> (int) SET_FLAGS.invokeExact(attributes, SETPGROUP_SETSIGDEF_SETSIGMASK));
    }

    /// This process's own environment, byte for byte. Asked of the whole program, as `environ` may be the launcher's.
    static MemorySegment environment() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment variable =
                    (MemorySegment) DLSYM.invokeExact(MemorySegment.NULL, arena.allocateFrom("environ"));
            return variable.reinterpret(ADDRESS.byteSize()).get(ADDRESS, 0);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static void demand(String name, CLibrary.Call call) throws PosixException {
        long result = CLibrary.attempt(call);
        if (result != 0) {
            throw new PosixException(name, (int) result);
        }
    }
}
