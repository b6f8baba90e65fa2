package dev.switchboard.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// A network namespace, by the file that names it. A socket stays for ever in the namespace in which its
/// thread was when it was made, so one need only be inside to open what is then used from anywhere.
///
/// Entering needs root (`CAP_SYS_ADMIN`). Linux only.
///
/// Source: `setns(2)`, `network_namespaces(7)`, `ip-netns(8)`.
///
/// @param file `/run/netns/NAME` or `/proc/PID/ns/net`
public record NetworkNamespace(Path file) {
    private static final int O_RDONLY_CLOEXEC = 0x80000;
    private static final int CLONE_NEWNET = 0x40000000;

    /// The one that `ip netns add` made with this name.
    public static NetworkNamespace named(String name) {
        return new NetworkNamespace(Path.of("/run/netns", name));
    }

    /// The one in which a process is.
    public static NetworkNamespace ofProcess(long pid) {
        return new NetworkNamespace(Path.of("/proc", Long.toString(pid), "ns", "net"));
    }

    /// Puts the calling thread into it, and the threads and processes that it starts later, but no other thread.
    ///
    /// @throws PosixException `ENOENT` when there is no such namespace, `EPERM` without the right
    /// @throws IllegalStateException on a virtual thread: it has no place of its own
    public void enter() throws PosixException {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("a virtual thread cannot enter a namespace");
        }
        int fd = Calls.open(file);
        try {
            Calls.setns(fd, file);
        } finally {
            Descriptors.closeOwned(fd);
        }
    }

    /// Runs the work on a thread of its own inside, and waits for it. The caller stays where it is.
    ///
    /// @throws PosixException as [#enter], or the work's
    /// @throws IllegalStateException for any other failure of the work
    public <T> T call(Callable<T> work) throws PosixException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(() -> {
            enter();
            return work.call();
        });
        Thread.ofPlatform().daemon().name("inside-" + file.getFileName()).start(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PosixException failed) {
                throw failed;
            }
            throw new IllegalStateException("in " + file, e.getCause());
        }
    }

    /// Bound when a namespace is first entered.
    private static final class Calls {
        private static final MethodHandle OPEN = CLibrary.variadic("open", 2, JAVA_INT, ADDRESS, JAVA_INT);
        private static final MethodHandle SETNS = CLibrary.function("setns", JAVA_INT, JAVA_INT, JAVA_INT);

        static int open(Path file) throws PosixException {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment name = arena.allocateFrom(file.toString());
                return demand("open", file, state -> (int) OPEN.invokeExact(state, name, O_RDONLY_CLOEXEC));
            }
        }

        static void setns(int fd, Path file) throws PosixException {
            demand("setns", file, state -> (int) SETNS.invokeExact(state, fd, CLONE_NEWNET));
        }

        private static int demand(String name, Path file, CLibrary.Call call) throws PosixException {
            long result = CLibrary.persist(call);
            if (result < 0) {
                throw new PosixException(name, file.toString(), (int) -result);
            }
            return (int) result;
        }
    }
}
