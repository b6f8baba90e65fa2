package dev.switchboard.client.lines;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Where those meet who give messages, write them, hear answers, and watch over the connection. Thread-safe.
///
/// ```
///   give ─put─▶ │ to be sent │ ─take─▶ writer        a connection:  connected ─talk─▶ talking ─over─▶ over
///               │ unanswered │ ◀─stored, refused─ receiver
/// ```
/// Whoever gives more than there is room for waits.
final class SendWindow {
    private static final int TAKE_BYTES = 65_536;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Condition work = lock.newCondition();
    private final Condition change = lock.newCondition();
    private final SendLedger ledger = new SendLedger();

    private boolean over = true;
    private boolean talking;
    private boolean outputEnded;
    private boolean finished;
    private boolean closed;
    private long quietSinceNanos;

    /// Gives messages; waits for room.
    ///
    /// @return false when the window is closed, and the rest of the batch was not taken
    boolean put(LineBatch batch) {
        lock.lock();
        try {
            for (int i = 0; i < batch.count(); i++) {
                int length = batch.length(i);
                while (!closed && !ledger.hasRoom(length)) {
                    work.signal();
                    room.awaitUninterruptibly();
                }
                if (closed) {
                    return false;
                }
                if (ledger.isEmpty()) {
                    quietSinceNanos = System.nanoTime();
                    change.signal();
                }
                ledger.add(batch.bytes(), batch.start(i), length);
            }
            work.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// No message follows.
    void finish() {
        tellAll(() -> finished = true);
    }

    /// Ends every wait; nothing is taken or sent any more.
    void close() {
        tellAll(() -> closed = true);
    }

    /// Waits until a connection is needed.
    ///
    /// @return false when none is: all is answered, or the window is closed
    boolean awaitNeed() {
        return locked(() -> {
            while (ledger.everResumed() && ledger.isEmpty() && !finished && !closed) {
                change.awaitUninterruptibly();
            }
            return !closed && !complete();
        });
    }

    /// Waits for a time, or until the window is closed.
    void pause(long millis) {
        lock.lock();
        try {
            long leftNanos = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!closed && leftNanos > 0) {
                leftNanos = change.awaitNanos(leftNanos);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            lock.unlock();
        }
    }

    /// There is a connection. Nothing is sent on it before [#talk].
    void connected() {
        tellAll(() -> {
            over = false;
            outputEnded = false;
            quietSinceNanos = System.nanoTime();
        });
    }

    /// The server has so many messages of this producer: they are dropped, and sending begins behind them.
    ///
    /// @return false when the number contradicts what was sent and answered before
    boolean resumed(long durable) {
        return locked(() -> freed(ledger.resumed(durable)));
    }

    /// Sending may begin.
    void talk() {
        tellAll(() -> talking = true);
    }

    /// The connection ended.
    void over() {
        tellAll(() -> {
            over = true;
            talking = false;
        });
    }

    /// Waits for what is to be written next.
    ///
    /// @return bytes to write, valid until they are answered; none when the output ends; null when the
    ///     connection did
    @Nullable
    ByteBuffer take() {
        lock.lock();
        try {
            while (!over && !closed) {
                if (talking && ledger.hasUnsent()) {
                    return ledger.send(TAKE_BYTES);
                }
                if (talking && finished && !outputEnded) {
                    outputEnded = true;
                    return ByteBuffer.allocate(0);
                }
                work.awaitUninterruptibly();
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /// Something arrived.
    void heard() {
        lock.lock();
        try {
            quietSinceNanos = System.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    /// The first so many messages are durable.
    ///
    /// @return false when not so many were sent
    boolean stored(int count) {
        lock.lock();
        try {
            return freed(ledger.stored(count));
        } finally {
            lock.unlock();
        }
    }

    /// The first message was not stored.
    ///
    /// @return its number, from 1; 0 when none was sent
    long refused() {
        lock.lock();
        try {
            long number = ledger.refused();
            boolean _ = freed(true);
            return number;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for the end of the connection or of its use.
    ///
    /// @return false when answers are owed and nothing was heard for so long
    boolean awaitOver(long quietMillisMax) {
        long quietNanosMax = TimeUnit.MILLISECONDS.toNanos(quietMillisMax);
        lock.lock();
        try {
            long leftNanos = quietNanosMax;
            while (!over && !closed && !complete() && leftNanos > 0) {
                long _ = change.awaitNanos(leftNanos);
                boolean owed = !talking || !ledger.isEmpty();
                leftNanos = owed ? quietSinceNanos + quietNanosMax - System.nanoTime() : quietNanosMax;
            }
            return over || closed || complete();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            lock.unlock();
        }
    }

    /// Since when nothing was heard, or owed.
    long quietSinceNanos() {
        lock.lock();
        try {
            return quietSinceNanos;
        } finally {
            lock.unlock();
        }
    }

    /// Whether no message follows and every one is answered.
    boolean isComplete() {
        return locked(this::complete);
    }

    /// Whether nothing is unanswered.
    boolean isIdle() {
        return locked(ledger::isEmpty);
    }

    SendCounts counts() {
        lock.lock();
        try {
            return ledger.counts();
        } finally {
            lock.unlock();
        }
    }

    private boolean complete() {
        return finished && ledger.everResumed() && ledger.isEmpty();
    }

    private boolean freed(boolean result) {
        if (ledger.isHalfFree()) {
            room.signal();
        }
        if (ledger.isEmpty()) {
            change.signal();
        }
        return result;
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        return new IllegalStateException("nobody interrupts this thread", e);
    }

    private boolean locked(BooleanSupplier task) {
        lock.lock();
        try {
            return task.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }

    private void tellAll(Runnable what) {
        lock.lock();
        try {
            what.run();
            room.signalAll();
            work.signalAll();
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
