package dev.switchboard.serving;

import dev.switchboard.protocol.Turn;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Comparator;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;

/// One thread that waits for many channels at once and serves those that are ready, with deadlines and tasks from other
/// threads in between. It sleeps in the kernel until there is something to do. All its connections share one
/// buffer for reading and one turn, so a quiet connection costs no buffer.
final class SelectorLoop implements ServingThreads.Work {
    /// Something registered with the loop.
    interface Ready {
        /// The kernel reports readiness. Called on the loop; must not block or throw.
        void ready(SelectionKey key);
    }

    /// Something to be done at a monotonic time.
    ///
    /// @param number tells apart what is to be done at the same time
    record Deadline(long at, long number, Runnable action) {}

    private final Selector selector;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final TreeSet<Deadline> deadlines =
            new TreeSet<>(Comparator.comparingLong(Deadline::at).thenComparingLong(Deadline::number));
    private final ByteBuffer input = ByteBuffer.allocateDirect(Limits.READ_BYTES_MAX);
    private final Turn turn = new Turn(Limits.READ_BYTES_MAX, true);
    private final Deciding deciding = new Deciding();
    private long lastDeadline;
    private volatile boolean closed;

    SelectorLoop() throws IOException {
        selector = Selector.open();
    }

    /// The buffer for reads, cleared; valid until the next read of any connection of this loop.
    ByteBuffer input() {
        return input.clear();
    }

    /// The turn of all sessions of this loop; its output is to be taken before the next one's turn.
    Turn turn() {
        return turn;
    }

    /// What the sessions of this loop ask of the hub when something was read: decided at the end of the round.
    Deciding deciding() {
        return deciding;
    }

    /// Has something done on the loop's thread, soon. From any thread.
    void execute(Runnable task) {
        tasks.add(task);
        if (!deciding.isHere()) {
            selector.wakeup(); // else tasks are next
        }
    }

    /// Has something done on the loop's thread at a monotonic time, unless it is cancelled before. From the loop's
    /// thread only.
    Deadline at(long nanos, Runnable action) {
        Deadline deadline = new Deadline(nanos, ++lastDeadline, action);
        deadlines.add(deadline);
        return deadline;
    }

    /// Does nothing when it is done already. From the loop's thread only.
    void cancel(Deadline deadline) {
        deadlines.remove(deadline);
    }

    /// Starts to watch a channel. From the loop's thread, or before it runs.
    SelectionKey register(SelectableChannel channel, int interest, Ready ready) throws IOException {
        return channel.register(selector, interest, ready);
    }

    /// Ends the loop. From any thread.
    void close() {
        closed = true;
        selector.wakeup();
    }

    @Override
    public void run() {
        try (selector) {
            while (!closed) {
                select();
                deciding.decide();
                runTasks();
                runDue();
            }
        } catch (IOException e) {
            throw new IllegalStateException("the selector failed", e);
        }
    }

    private void select() throws IOException {
        if (deadlines.isEmpty()) {
            selector.select(SelectorLoop::dispatch);
            return;
        }
        long nanos = deadlines.first().at - Time.nanos();
        if (nanos <= 0) {
            selector.selectNow(SelectorLoop::dispatch);
        } else {
            // Rounded up: waking before the deadline would spin through its last millisecond.
            selector.select(SelectorLoop::dispatch, nanos / Time.NANOS_PER_MILLI + 1);
        }
    }

    private static void dispatch(SelectionKey key) {
        ((Ready) key.attachment()).ready(key);
    }

    /// Those that are there now: what they bring about waits until channels had their turn. It woke the selector.
    private void runTasks() {
        for (int left = tasks.size(); left > 0; left--) {
            Runnable task = tasks.poll();
            if (task != null) {
                task.run();
            }
        }
    }

    private void runDue() {
        long now = Time.nanos();
        while (!deadlines.isEmpty() && deadlines.first().at <= now) {
            deadlines.removeFirst().action.run();
        }
    }
}
