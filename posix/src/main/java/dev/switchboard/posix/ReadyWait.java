package dev.switchboard.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Waits until any of many descriptors has something to read or was hung up. Linux only.
///
/// Each wait costs time in proportion to the descriptors watched, up to the process's descriptor limit: meant for some
/// thousands of mostly silent control channels. Level triggered: a descriptor is reported until it is read or removed.
///
/// All methods may be called from any thread; one thread awaits at a time.
///
/// Source: `poll(2)`, chosen over `epoll(7)` because it keeps no second list in the kernel; `eventfd(2)`.
public final class ReadyWait implements AutoCloseable {
    /// Waits without end.
    public static final int FOREVER = -1;

    private static final MethodHandle POLL = CLibrary.function("poll", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle EVENTFD = CLibrary.function("eventfd", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle READ = CLibrary.function("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle WRITE = CLibrary.function("write", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);

    private static final int EFD_CLOEXEC_NONBLOCK = 0x80800;
    private static final short POLLIN = 0x1;
    private static final short POLLNVAL = 0x20;
    private static final long POLLFD_BYTES = 8;
    private static final long EVENTS = 4;
    private static final long REVENTS = 6;

    private final HeldDescriptor alarm;
    private final Map<Integer, Watch> watched = new HashMap<>();
    private int waiting;

    /// Tells a descriptor from a later one of the same number, so compared by identity.
    private static final class Watch {
        final int fd;

        Watch(int fd) {
            this.fd = fd;
        }
    }

    private ReadyWait(int alarm) {
        this.alarm = new HeldDescriptor(alarm);
    }

    /// Makes a wait that watches nothing yet.
    ///
    /// @throws PosixException `EMFILE`, `ENFILE`, `ENOMEM`
    public static ReadyWait open() throws PosixException {
        return new ReadyWait(
                CLibrary.demand("eventfd", state -> (int) EVENTFD.invokeExact(state, 0, EFD_CLOEXEC_NONBLOCK)));
    }

    /// Watches a descriptor, a wait under way included.
    ///
    /// @throws IllegalArgumentException when it is watched already, or negative
    public void add(int fd) {
        synchronized (watched) {
            if (fd < 0 || watched.putIfAbsent(fd, new Watch(fd)) != null) {
                throw new IllegalArgumentException("descriptor " + fd + " is watched already or none");
            }
            interruptWait();
        }
    }

    /// Watches it no longer; to be called before it is closed. False when it was not watched. A wait that begins or
    /// returns after this does not report it. One under way returns: as long as it lasted, it would keep the file
    /// open and its other end ignorant of a close.
    public boolean remove(int fd) {
        synchronized (watched) {
            interruptWait();
            return watched.remove(fd) != null;
        }
    }

    private void interruptWait() {
        if (waiting > 0) {
            wake();
        }
    }

    /// Makes the wait under way, or else the next one, return. Several wakes may count as one.
    public void wake() {
        if (alarm.enter()) {
            try {
                ring();
            } finally {
                alarm.leave();
            }
        }
    }

    /// Waits for the first of: a descriptor that can be read or was hung up, a wake, the time.
    ///
    /// @param timeoutMillis milliseconds, 0 not to wait, [#FOREVER]
    /// @return the descriptors to read, none for a wake, an added or removed one or the time; null when this is
    ///     closed
    /// @throws IllegalStateException when a watched descriptor was closed without [#remove]; it is then removed
    /// @throws PosixException `ENOMEM`, `EINVAL` for more descriptors than the process may open
    public int @Nullable [] await(int timeoutMillis) throws PosixException {
        if (!alarm.enter()) {
            return null;
        }
        try (Arena arena = Arena.ofConfined()) {
            List<Watch> watches = snapshot();
            MemorySegment list = arena.allocate(POLLFD_BYTES * (watches.size() + 1), POLLFD_BYTES);
            enlist(list, 0, alarm.fd());
            for (int i = 0; i < watches.size(); i++) {
                enlist(list, i + 1, watches.get(i).fd);
            }
            try {
                poll(list, watches.size() + 1, timeoutMillis);
            } finally {
                synchronized (watched) {
                    waiting--;
                }
            }
            if (list.get(JAVA_SHORT, REVENTS) != 0) {
                silence(arena);
            }
            return alarm.isClosing() ? null : ready(list, watches);
        } finally {
            alarm.leave();
        }
    }

    private List<Watch> snapshot() {
        synchronized (watched) {
            waiting++;
            return new ArrayList<>(watched.values());
        }
    }

    private static void enlist(MemorySegment list, int index, int fd) {
        list.set(JAVA_INT, index * POLLFD_BYTES, fd);
        list.set(JAVA_SHORT, index * POLLFD_BYTES + EVENTS, POLLIN);
    }

    private static void poll(MemorySegment list, long count, int timeoutMillis) throws PosixException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        int left = timeoutMillis;
        long result;
        do {
            int millis = left;
            result = CLibrary.attempt(state -> (int) POLL.invokeExact(state, list, count, millis));
            if (timeoutMillis > 0) {
                left = (int) Math.max(0, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
            }
        } while (result == -Errno.EINTR);
        if (result < 0) {
            throw new PosixException("poll", (int) -result);
        }
    }

    private int[] ready(MemorySegment list, List<Watch> watches) {
        synchronized (watched) {
            return IntStream.range(0, watches.size())
                    .filter(i -> list.get(JAVA_SHORT, (i + 1) * POLLFD_BYTES + REVENTS) != 0)
                    // Removed meanwhile, perhaps closed and its number taken by another: not what was asked about.
                    .filter(i -> watched.get(watches.get(i).fd) == watches.get(i))
                    .map(i -> open(list, i + 1))
                    .toArray();
        }
    }

    private int open(MemorySegment list, int index) {
        int fd = list.get(JAVA_INT, index * POLLFD_BYTES);
        if ((list.get(JAVA_SHORT, index * POLLFD_BYTES + REVENTS) & POLLNVAL) != 0) {
            watched.remove(fd);
            throw new IllegalStateException("descriptor " + fd + " was closed while it was watched");
        }
        return fd;
    }

    private void ring() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment one = arena.allocateFrom(JAVA_LONG, 1L);
            // Fails only when it rings already, to the counter's limit.
            CLibrary.persist(state -> (long) WRITE.invokeExact(state, alarm.fd(), one, one.byteSize()));
        }
    }

    private void silence(Arena arena) {
        MemorySegment count = arena.allocate(JAVA_LONG);
        CLibrary.persist(state -> (long) READ.invokeExact(state, alarm.fd(), count, count.byteSize()));
    }

    /// Ends a wait under way and frees what this holds; the watched descriptors stay open. A second close does nothing.
    @Override
    public void close() {
        alarm.close(this::ring);
    }
}
