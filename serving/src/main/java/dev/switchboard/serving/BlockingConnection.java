package dev.switchboard.serving;

import dev.switchboard.protocol.CloseReason;
import dev.switchboard.protocol.Peer;
import dev.switchboard.protocol.Turn;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Serves one connection with blocking reads and writes, for every model that gives a connection a thread.
///
/// The thread that calls [#serve] reads; what its own turn produced it writes itself, without a hand-over. Output that
/// comes from elsewhere (a timer, a stop) is written by a thread of `writers`, started when there is something to
/// write, so a peer that does not read never stops our reading, nor a silent one our pushes. At any time at most one
/// thread writes. The monitor guards everything but the blocking calls, and is never held during one.
///
/// ```
/// reader: read ──► turn ──► claim ──► write … ──► read        (claim fails while a writer is at work)
/// others:          turn ──► claim ──► writers: write … until nothing waits
/// ```
final class BlockingConnection implements LiveConnection {
    private final ListenerContext context;
    private final Executor writers;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final Conversation conversation;
    private final Turn turn = new Turn(Limits.OUTBOX_BYTES_INITIAL, false);
    private @Nullable ByteBuffer spare;
    private int beingWritten;
    private boolean writing;
    private boolean outputBroken;
    private boolean over;
    private @Nullable ScheduledFuture<?> timer;
    private long timerAt = Time.NEVER;

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
        InetSocketAddress peer = info.peer();
        Peer shown = new Peer(AddressText.of(peer.getAddress()), peer.getPort());
        this.conversation = new Conversation(
                info, context.protocol().open(shown), context.options().idleMillis());
    }

    @Override
    public ConnectionInfo info() {
        return conversation.info;
    }

    /// Serves the connection to its end on the calling thread.
    void serve() {
        context.connections().opened(this);
        try {
            open();
            writeClaimed();
            read();
            awaitOutput();
        } catch (Throwable defect) {
            defect(defect);
        } finally {
            finish();
        }
    }

    private synchronized void open() {
        if (!conversation.isEnding()) {
            conversation.opened(turn);
            afterTurn();
        }
    }

    private void read() throws InterruptedException {
        ReadBuffer buffer = new ReadBuffer();
        while (awaitRoom()) {
            int count;
            try {
                count = in.read(buffer.array());
            } catch (IOException e) {
                readFailed(e);
                return;
            }
            if (count < 0) {
                inputEnded();
                writeClaimed();
                return;
            }
            received(buffer.filled(count));
            writeClaimed();
        }
    }

    private synchronized void received(ByteBuffer bytes) {
        conversation.received(bytes, waitingBytes(), turn);
        afterTurn();
    }

    private synchronized void inputEnded() {
        conversation.inputEnded(waitingBytes(), turn);
        afterTurn();
    }

    /// Waits while too much output waits; the socket's buffers fill and TCP slows the sender.
    private synchronized boolean awaitRoom() throws InterruptedException {
        while (!over && !outputBroken && turn.output().position() > Limits.OUTBOX_BYTES_HIGH) {
            wait();
        }
        return !over;
    }

    /// After the end of input: waits until everything is said, or cannot be said any more.
    private synchronized void awaitOutput() throws InterruptedException {
        while (!over && !outputBroken && conversation.isInputOver() && !conversation.isOver()) {
            wait();
        }
    }

    /// Writes what waits, on the calling thread, unless another thread is at it.
    private void writeClaimed() {
        boolean mine;
        synchronized (this) {
            mine = claim();
        }
        if (mine) {
            write();
        }
    }

    private boolean claim() {
        if (writing || outputBroken || turn.output().position() == 0) {
            return false;
        }
        writing = true;
        return true;
    }

    private void write() {
        try {
            for (ByteBuffer chunk = nextChunk(null); chunk != null; chunk = nextChunk(chunk)) {
                writeAll(chunk);
            }
        } catch (IOException e) {
            writeFailed(e);
        }
    }

    private void writeAll(ByteBuffer chunk) throws IOException {
        while (chunk.hasRemaining()) {
            int count = Math.min(chunk.remaining(), Limits.OUTBOX_BYTES_HIGH);
            out.write(chunk.array(), chunk.arrayOffset() + chunk.position(), count);
            chunk.position(chunk.position() + count);
            synchronized (this) {
                conversation.wrote(count);
                beingWritten = chunk.remaining();
            }
        }
    }

    /// Gives the written chunk back and takes what has gathered meanwhile; null when nothing has, which ends the claim.
    private synchronized @Nullable ByteBuffer nextChunk(@Nullable ByteBuffer written) {
        if (written != null && written.capacity() <= Limits.OUTBOX_BYTES_RETAINED_MAX) {
            spare = written.clear();
        }
        notifyAll();
        if (turn.output().position() == 0) {
            writing = false;
            halfCloseWhenPaid();
            return null;
        }
        ByteBuffer empty = spare == null ? ByteBuffer.allocate(Limits.OUTBOX_BYTES_INITIAL) : spare;
        spare = null;
        ByteBuffer chunk = turn.swapOutput(empty).flip();
        beingWritten = chunk.remaining();
        return chunk;
    }

    /// With the monitor held, after every turn.
    private void afterTurn() {
        if (outputBroken) {
            turn.clearOutput();
        }
        halfCloseWhenPaid();
        arm();
    }

    private void halfCloseWhenPaid() {
        if (!writing && turn.output().position() == 0 && conversation.isEnding() && conversation.paid()) {
            try {
                socket.shutdownOutput();
            } catch (IOException e) {
                outputBroken = true; // the peer is gone; the reader finds out how
            }
            arm();
            notifyAll();
        }
    }

    private int waitingBytes() {
        return beingWritten + turn.output().position();
    }

    private synchronized void readFailed(IOException e) {
        if (!over) {
            conversation.verdict.failed(Fault.of(e));
        }
    }

    private synchronized void writeFailed(IOException e) {
        writing = false;
        beingWritten = 0;
        outputBroken = true;
        turn.clearOutput();
        if (!over) {
            Fault fault = Fault.of(e);
            conversation.verdict.failed(fault);
            if (fault == Fault.OTHER) {
                close();
            }
        }
        halfCloseWhenPaid();
        notifyAll();
    }

    @Override
    public void stop(long deadlineNanos) {
        boolean mine;
        synchronized (this) {
            conversation.stop(deadlineNanos, waitingBytes(), turn);
            afterTurn();
            mine = claim();
        }
        if (mine) {
            writeElsewhere();
        }
    }

    private void writeElsewhere() {
        try {
            writers.execute(this::write);
        } catch (RuntimeException | OutOfMemoryError noThread) {
            synchronized (this) {
                writing = false;
            }
            defect(noThread);
        }
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
        boolean mine = false;
        try {
            synchronized (this) {
                timerAt = Time.NEVER;
                if (over) {
                    return;
                }
                if (conversation.due(waitingBytes(), turn)) {
                    close();
                    return;
                }
                afterTurn();
                mine = claim();
            }
        } catch (Throwable defect) {
            defect(defect);
        }
        if (mine) {
            writeElsewhere();
        }
    }

    /// With the monitor held: has [#due] called when the conversation wants it.
    private void arm() {
        long at = conversation.nextDue();
        if (over || at >= timerAt) {
            return; // an earlier call looks at the deadlines anew
        }
        cancelTimer();
        timerAt = at;
        timer = context.timers().schedule(this::due, at - Time.nanos(), TimeUnit.NANOSECONDS);
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void defect(Throwable cause) {
        context.events().on(new ServingEvent.Defect(AddressText.of(conversation.info.peer()), cause));
        cut(CloseReason.ERROR);
    }

    /// With the monitor held. Whoever blocks in a read or write of the socket gets an exception.
    private void close() {
        over = true;
        cancelTimer();
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is left that could fail: the descriptor is gone either way.
        }
        notifyAll();
    }

    private void finish() {
        context.connections().closed(this, closedEvent());
    }

    /// The closed socket ends a writer at once; what it wrote until then still counts.
    private synchronized ServingEvent.ConnectionClosed closedEvent() {
        close();
        boolean interrupted = false;
        while (writing) {
            try {
                wait();
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
