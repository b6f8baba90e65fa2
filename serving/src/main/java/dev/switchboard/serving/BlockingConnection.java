package dev.switchboard.serving;

import dev.switchboard.protocol.CloseReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Serves one connection with blocking reads and writes, for every model that gives a connection a thread.
///
/// The thread that calls [#serve], one at a time, reads; what its own turn produced it writes itself. Output that
/// comes from elsewhere (a timer, a stop) is written by a thread of `writers`, started when there is something to
/// write, so a peer that does not read never stops our reading, nor a silent one our pushes. At any time at most one
/// thread writes. The monitor guards everything but the blocking calls, and is never held during one.
///
/// ```
/// reader: read ──► turn (──► decide) ──► claim ──► write … ──► read        (claim fails while a writer is at work)
/// others:          turn ──► claim ──► writers: write … until nothing waits
/// ```
final class BlockingConnection implements LiveConnection {
    private final ListenerContext context;
    private final Executor writers;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final Conversation conversation;
    private final Outbox outbox = new Outbox();
    private final Deciding deciding = new Deciding();
    private final ReadBuffer buffer = new ReadBuffer();
    private final YieldBeforeRead yield = new YieldBeforeRead();
    private boolean begun;
    private boolean over;
    private volatile boolean mustPause;
    private final Waiters waiters = new Waiters(this);
    private final DueTimer timer;

    /// Takes over an accepted socket.
    ///
    /// @throws IOException when the connection broke before it could be served; the caller closes the socket
    BlockingConnection(Socket socket, ConnectionInfo info, ListenerContext context, Executor writers)
            throws IOException {
        this.context = context;
        this.writers = writers;
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        this.timer = new DueTimer(context.timers(), this::due);
        this.conversation = new Conversation(info, context, this::answersReady);
    }

    @Override
    public ConnectionInfo info() {
        return conversation.info;
    }

    /// Serves the connection to its end on the calling thread.
    void serve() {
        while (serve(Integer.MAX_VALUE)) {}
    }

    /// Serves the connection on the calling thread, to its end or for so many reads.
    ///
    /// @return whether another call must follow, on this thread or, when this one has returned, on another
    boolean serve(int reads) {
        boolean goesOn = false;
        try {
            if (!begun) {
                begun = true;
                context.connections().opened(this);
                write(open());
            }
            goesOn = read(reads);
            if (!goesOn) {
                awaitOutput();
            }
        } catch (Throwable defect) {
            defect(defect);
        } finally {
            if (!goesOn) {
                context.connections().closed(this, closedEvent());
            }
        }
        return goesOn;
    }

    private synchronized @Nullable ByteBuffer open() {
        if (!conversation.isEnding()) {
            conversation.opened(outbox.turn());
            afterTurn();
        }
        return outbox.claim();
    }

    /// Returns true after so many reads, false when there will be none any more.
    private boolean read(int reads) throws InterruptedException {
        for (int left = reads; !mustPause || awaitRoom(); left--) {
            if (left == 0) {
                return true;
            }
            int count;
            try {
                yield.beforeRead();
                count = in.read(buffer.array());
                yield.afterRead();
            } catch (IOException e) {
                readFailed(e);
                return false;
            }
            if (count < 0) {
                write(inputEnded());
                return false;
            }
            process(buffer.filled(count));
        }
        return false;
    }

    /// What a read brought. When the session asked the hub for something, that is decided before anything is
    /// written, by this thread if need be, and so the answer is there.
    private void process(ByteBuffer bytes) {
        try {
            write(received(bytes));
        } finally {
            if (deciding.isDue()) {
                deciding.decide();
                write(answers());
            }
        }
    }

    private synchronized @Nullable ByteBuffer received(ByteBuffer bytes) {
        conversation.received(bytes, outbox.waitingBytes(), outbox.turn(), deciding);
        afterTurn();
        return deciding.isDue() ? null : outbox.claim();
    }

    private synchronized @Nullable ByteBuffer inputEnded() throws InterruptedException {
        awaitWriteInFlight();
        conversation.inputEnded(outbox.waitingBytes(), outbox.turn());
        afterTurn();
        return outbox.claim();
    }

    /// The kernel tells a reset to one call only, and a write may have got it that has not come back yet.
    private void awaitWriteInFlight() throws InterruptedException {
        long deadline = Time.nanos() + Limits.WRITE_IN_FLIGHT_MILLIS * Time.NANOS_PER_MILLI;
        while (outbox.isClaimed() && !over && Time.nanos() < deadline) {
            waiters.await(1 + (deadline - Time.nanos()) / Time.NANOS_PER_MILLI);
        }
    }

    /// Waits while too much output waits; the socket's buffers fill and TCP slows the sender. False when it is over.
    private synchronized boolean awaitRoom() throws InterruptedException {
        while (shouldPause()) {
            if (over) {
                return false;
            }
            waiters.await(Waiters.FOR_EVER);
        }
        mustPause = false;
        return true;
    }

    private boolean shouldPause() {
        return over || outbox.isFull() || conversation.isBehind();
    }

    /// After the end of input: waits until everything is said, or cannot be said any more.
    private synchronized void awaitOutput() throws InterruptedException {
        while (!over && !outbox.isBroken() && conversation.isInputOver() && !conversation.isOver()) {
            waiters.await(Waiters.FOR_EVER);
        }
    }

    /// Writes a claimed chunk and what gathers meanwhile, on the calling thread.
    private void write(@Nullable ByteBuffer claimed) {
        try {
            ByteBuffer chunk = claimed;
            while (chunk != null) {
                int count = Math.min(chunk.remaining(), Limits.WRITE_BYTES_MAX);
                out.write(chunk.array(), chunk.arrayOffset() + chunk.position(), count);
                chunk = written(chunk, count);
            }
        } catch (IOException e) {
            writeFailed(e);
        } catch (RuntimeException | Error defect) {
            abandonClaim();
            throw defect;
        }
    }

    private synchronized @Nullable ByteBuffer written(ByteBuffer chunk, int count) {
        conversation.wrote(count, Time.nanos());
        ByteBuffer next = outbox.written(chunk, count);
        if (next == null) {
            takeAnswers();
            next = outbox.claim();
        }
        halfCloseWhenPaid();
        waiters.wake();
        return next;
    }

    private synchronized void abandonClaim() {
        outbox.fail();
        waiters.wake();
    }

    /// On any thread: the hub has something for the session.
    private void answersReady() {
        if (deciding.isHere()) {
            return; // the reader takes them next
        }
        try {
            writers.execute(() -> {
                try {
                    write(answers());
                } catch (Throwable defect) {
                    defect(defect);
                }
            });
        } catch (RuntimeException | OutOfMemoryError noThread) {
            defect(noThread);
        }
    }

    private synchronized @Nullable ByteBuffer answers() {
        if (over) {
            return null;
        }
        takeAnswers();
        return outbox.claim();
    }

    private void takeAnswers() {
        if (!over) {
            conversation.takeAnswers(outbox.beingWrittenBytes(), outbox.isBroken(), outbox.turn());
            afterTurn();
            waiters.wake();
        }
    }

    private void writeElsewhere(@Nullable ByteBuffer claimed) {
        if (claimed == null) {
            return;
        }
        try {
            writers.execute(() -> write(claimed));
        } catch (RuntimeException | OutOfMemoryError noThread) {
            defect(noThread);
            abandonClaim();
        }
    }

    /// With the monitor held, after every turn.
    private void afterTurn() {
        outbox.dropIfBroken();
        mustPause = shouldPause();
        halfCloseWhenPaid();
        timer.arm(conversation.nextDue());
    }

    private void halfCloseWhenPaid() {
        if (outbox.isEmpty() && conversation.paid()) {
            try {
                socket.shutdownOutput();
            } catch (IOException e) {
                outbox.fail(); // the peer is gone; the reader finds out how
            }
            timer.arm(conversation.nextDue());
            waiters.wake();
        }
    }

    private synchronized void readFailed(IOException e) {
        if (!over) {
            conversation.verdict.failed(Fault.of(e));
        }
    }

    private synchronized void writeFailed(IOException e) {
        outbox.fail();
        if (!over) {
            Fault fault = Fault.of(e);
            conversation.verdict.failed(fault);
            if (fault == Fault.OTHER) {
                close();
            }
        }
        takeAnswers(); // nobody writes any more, so nobody else would; and what is owed may keep the reader waiting
        halfCloseWhenPaid();
        waiters.wake();
    }

    @Override
    public void stop(long deadlineNanos) {
        writeElsewhere(stopped(deadlineNanos));
    }

    private synchronized @Nullable ByteBuffer stopped(long deadlineNanos) {
        conversation.stop(deadlineNanos, outbox.waitingBytes(), outbox.turn());
        afterTurn();
        return outbox.claim();
    }

    @Override
    public synchronized void cut(CloseReason reason) {
        if (!over) {
            conversation.verdict.decide(reason);
            close();
        }
    }

    @Override
    public void checkPeer(PeerWatch watch) {
        long since;
        long written;
        synchronized (this) {
            since = conversation.unansweredSinceNanos();
            written = conversation.writtenBytes();
        }
        switch (watch.check(conversation.info, since)) {
            case ALL_ARRIVED -> answered(written);
            case UNDECIDED -> {}
            case VANISHED -> cut(CloseReason.PEER_VANISHED);
        }
    }

    private synchronized void answered(long written) {
        conversation.answered(written);
    }

    private void due() {
        try {
            writeElsewhere(dueNow());
        } catch (Throwable defect) {
            defect(defect);
        }
    }

    private synchronized @Nullable ByteBuffer dueNow() {
        if (over) {
            return null;
        }
        timer.fired();
        if (conversation.due(outbox.waitingBytes(), outbox.turn())) {
            close();
            return null;
        }
        afterTurn();
        return outbox.claim();
    }

    private void defect(Throwable cause) {
        context.events().on(new ServingEvent.Defect(AddressText.of(conversation.info.peer()), cause));
        cut(CloseReason.ERROR);
    }

    /// With the monitor held. Whoever blocks in a read or write of the socket gets an exception.
    private void close() {
        over = true;
        mustPause = true;
        timer.close();
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is left that could fail: the descriptor is gone either way.
        }
        waiters.wake();
    }

    /// The closed socket ends a writer at once; what it wrote until then still counts.
    private synchronized ServingEvent.ConnectionClosed closedEvent() {
        close();
        boolean interrupted = false;
        while (outbox.isClaimed()) {
            try {
                waiters.await(Waiters.FOR_EVER);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return conversation.closedEvent();
    }
}
