package dev.switchboard.serving;

import dev.switchboard.posix.PosixException;
import dev.switchboard.posix.ReadyWait;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/// The child processes of one listener: keeps some warm, listens to what all of them say, and collects each that ends.
/// Thread-safe.
///
/// A child's control channel is open in that child only, so its end is the child's end: no signal handler is needed
/// to learn of it.
final class Children {
    private static final long END_MILLIS_MAX = 2_000;

    private final List<String> command;
    private final int warmMax;
    private final ServingEvents events;
    private final ReadyWait ready;
    private final Map<Integer, Child> byControlFd = new HashMap<>();
    private final Queue<Child> warm = new ArrayDeque<>();
    private boolean closed;

    /// @param command starts one child
    /// @param warmMax idle children to keep
    Children(List<String> command, int warmMax, ServingEvents events) throws PosixException {
        this.command = command;
        this.warmMax = warmMax;
        this.events = events;
        this.ready = ReadyWait.open();
    }

    /// A child for one connection: a warm one if there is, else a new one.
    Child take() throws PosixException {
        synchronized (this) {
            Child child = warm.poll();
            if (child != null) {
                return child;
            }
        }
        return start();
    }

    /// Starts warm children until there are enough. Blocks while the kernel starts them.
    void refill() throws PosixException {
        while (needsWarm()) {
            Child child = start();
            synchronized (this) {
                warm.add(child);
            }
        }
    }

    private synchronized boolean needsWarm() {
        return !closed && warm.size() < warmMax;
    }

    private synchronized Child start() throws PosixException {
        Child child = Child.start(command);
        byControlFd.put(child.controlFd(), child);
        ready.add(child.controlFd());
        return child;
    }

    /// Listens to the children until [#close]. For one thread.
    void listen() {
        try {
            for (int[] fds = ready.await(ReadyWait.FOREVER); fds != null; fds = ready.await(ReadyWait.FOREVER)) {
                for (int fd : fds) {
                    read(fd);
                }
            }
        } catch (PosixException e) {
            throw new IllegalStateException("children cannot be listened to any more", e);
        }
    }

    private void read(int fd) throws PosixException {
        Child child;
        synchronized (this) {
            child = byControlFd.get(fd);
        }
        if (child == null) {
            return;
        }
        // Taken out before the channel is closed: the number may be a new child's at once.
        ready.remove(fd);
        if (child.read(events)) {
            ready.add(fd);
        } else {
            forget(fd, child);
        }
    }

    private synchronized void forget(int fd, Child child) {
        byControlFd.remove(fd, child);
        warm.remove(child);
        notifyAll();
    }

    /// Lets the idle children end, waits for all to be gone, and kills those that are not in time.
    void close() throws InterruptedException {
        synchronized (this) {
            closed = true;
            warm.forEach(Child::release);
            warm.clear();
        }
        awaitNone(Time.nanos() + END_MILLIS_MAX * Time.NANOS_PER_MILLI);
        remaining().forEach(Child::kill);
        awaitNone(Time.nanos() + END_MILLIS_MAX * Time.NANOS_PER_MILLI);
        ready.close();
    }

    private synchronized List<Child> remaining() {
        return new ArrayList<>(byControlFd.values());
    }

    private synchronized void awaitNone(long deadlineNanos) throws InterruptedException {
        for (long left = millisTo(deadlineNanos); !byControlFd.isEmpty() && left > 0; left = millisTo(deadlineNanos)) {
            wait(left);
        }
    }

    private static long millisTo(long deadlineNanos) {
        return (deadlineNanos - Time.nanos()) / Time.NANOS_PER_MILLI;
    }
}
