package dev.switchboard.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.invoke.MethodHandle;

/// Plain operations on file descriptor numbers. Any thread; none of them blocks on a socket without `SO_LINGER`.
///
/// A number is only as good as its owner's care: using one after it was closed may hit an unrelated file.
public final class Descriptors {
    private static final MethodHandle DUP2 = CLibrary.function("dup2", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle CLOSE = CLibrary.function("close", JAVA_INT, JAVA_INT);
    private static final MethodHandle FCNTL = CLibrary.variadic("fcntl", 2, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);

    private static final int F_SETFD = 2;
    private static final int FD_CLOEXEC = 1;

    private Descriptors() {}

    /// Makes `to` another name for what `from` is open on, closing what `to` was before. `to` is then inherited by
    /// programs that this process starts by other means than [ChildProcess].
    ///
    /// @throws PosixException `EBADF` when `from` is not open or `to` is out of range
    public static void dup2(int from, int to) throws PosixException {
        CLibrary.demand("dup2", state -> (int) DUP2.invokeExact(state, from, to));
    }

    /// Closes the descriptor. An interrupted close is a finished one on Linux and must not be repeated: the number may
    /// already belong to another thread.
    ///
    /// @throws PosixException `EBADF` when it is not open
    public static void close(int fd) throws PosixException {
        long result = CLibrary.attempt(state -> (int) CLOSE.invokeExact(state, fd));
        if (result < 0 && result != -Errno.EINTR) {
            throw new PosixException("close", (int) -result);
        }
    }

    /// Closes a descriptor that only the caller knows, where a failure means that somebody else closed it.
    static void closeOwned(int fd) {
        try {
            close(fd);
        } catch (PosixException e) {
            throw new IllegalStateException("descriptor " + fd + " was closed by someone else", e);
        }
    }

    static void closeOnExec(int fd) throws PosixException {
        CLibrary.demand("fcntl", state -> (int) FCNTL.invokeExact(state, fd, F_SETFD, FD_CLOEXEC));
    }
}
