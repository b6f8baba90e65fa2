package dev.switchboard.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A process started with exactly four descriptors and a control channel to its parent. Linux only.
///
/// ```
///   running ──ends──► zombie ──waitFor() or poll()──► collected
///      └──────kill()─────┘                          kill() is false
/// ```
/// Whoever spawns must see to it that `waitFor` or `poll` collects the child, or it stays a zombie. `SIGCHLD` must not
/// be ignored in this process: the kernel would then collect children by itself. All methods from any thread.
///
/// Source: `posix_spawn(3)`, `waitid(2)`, `kill(2)`.
public final class ChildProcess {
    public static final int SIGINT = 2;
    public static final int SIGKILL = 9;
    public static final int SIGTERM = 15;

    /// Where the child finds its end of the control channel.
    public static final int CONTROL_FD = 3;

    private final int pid;
    private final ReentrantLock collecting = new ReentrantLock();

    // Both are set under the monitor that kill() holds, so the number is never used after the kernel may reuse it.
    private volatile @Nullable ExitStatus status;
    private boolean gone;

    ChildProcess(int pid) {
        this.pid = pid;
    }

    /// Starts a program with this process's environment. See [#spawn(List, Map, int)].
    public static ChildProcess spawn(List<String> argv, int controlFd) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            return spawn(argv, SpawnCalls.environment(), controlFd, arena);
        }
    }

    /// Starts a program. When this returns the program runs and has its descriptors: 0 reads nothing, 1 and 2 are this
    /// process's standard error, 3 is `controlFd`; no other one is inherited, whatever this process has open. All
    /// signals have their default action and none is blocked. The child leads a process group of its own, so a
    /// Ctrl-C in the terminal reaches this process only, which then tells its children.
    ///
    /// @param argv the arguments; the first is the program's path, which is not searched for. Written in UTF-8
    /// @param environment all of the child's environment
    /// @param controlFd stays open in this process, which closes it
    /// @throws PosixException when the program cannot be started: `ENOENT`, `EACCES`, `EAGAIN` at the process
    ///     limit, `ENOMEM`, `EBADF` for `controlFd`
    /// @throws IllegalArgumentException for no arguments, or a text with a NUL in it
    public static ChildProcess spawn(List<String> argv, Map<String, String> environment, int controlFd)
            throws PosixException {
        List<String> variables = environment.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
        try (Arena arena = Arena.ofConfined()) {
            return spawn(argv, strings(variables, arena), controlFd, arena);
        }
    }

    private static ChildProcess spawn(List<String> argv, MemorySegment environment, int controlFd, Arena arena)
            throws PosixException {
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("no program");
        }
        return new ChildProcess(SpawnCalls.spawn(argv.getFirst(), strings(argv, arena), environment, controlFd));
    }

    private static MemorySegment strings(List<String> texts, Arena arena) {
        MemorySegment pointers = arena.allocate(ADDRESS, texts.size() + 1L);
        for (int i = 0; i < texts.size(); i++) {
            if (texts.get(i).indexOf('\0') >= 0) {
                throw new IllegalArgumentException("a text with a NUL in it");
            }
            pointers.setAtIndex(ADDRESS, i, arena.allocateFrom(texts.get(i)));
        }
        return pointers;
    }

    /// The process's number. After the child was collected it may be another process's.
    public int pid() {
        return pid;
    }

    /// Waits until the child ends and collects it. Later calls return the same.
    ///
    /// @throws PosixException `ECHILD` when someone else collected it; how it ended is then unknown
    public ExitStatus waitFor() throws PosixException {
        collecting.lock();
        try {
            ExitStatus ended = collect();
            while (ended == null) {
                // An error here is told by collect() as well.
                WaitCalls.awaitEnd(pid);
                ended = collect();
            }
            return ended;
        } finally {
            collecting.unlock();
        }
    }

    /// Collects the child if it has ended, without waiting.
    ///
    /// @return null while it runs, or while another thread in [#waitFor] is about to collect it
    /// @throws PosixException as [#waitFor]
    public @Nullable ExitStatus poll() throws PosixException {
        if (collecting.tryLock()) {
            try {
                return collect();
            } finally {
                collecting.unlock();
            }
        }
        return status;
    }

    private synchronized @Nullable ExitStatus collect() throws PosixException {
        if (status != null) {
            return status;
        }
        if (gone) {
            throw new PosixException("waitpid", Errno.ECHILD);
        }
        try {
            status = WaitCalls.collect(pid);
        } catch (PosixException e) {
            gone = true;
            throw e;
        }
        gone = status != null;
        return status;
    }

    /// Sends the child a signal; never another process that got its number later.
    ///
    /// @return false when it was collected, and nothing was sent; true for a child that has ended and was not
    ///     collected
    /// @throws PosixException `EINVAL` for a number that is no signal
    public synchronized boolean kill(int signal) throws PosixException {
        if (gone) {
            return false;
        }
        WaitCalls.kill(pid, signal);
        return true;
    }
}
