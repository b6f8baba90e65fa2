package dev.switchboard.serving;

import dev.switchboard.protocol.CloseReason;
import dev.switchboard.protocol.Turn;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/// Serves one connection on a [SelectorLoop], never blocking. Confined to the loop's thread; calls from other
/// threads are passed to it.
///
/// Output is written in the turn that made it; only what the kernel does not take waits, and then the loop is asked
/// to say when it takes more. While much waits, the connection is not read.
final class SelectConnection implements LiveConnection, SelectorLoop.Ready {
    private final ListenerContext context;
    private final SelectorLoop loop;
    private final SocketChannel channel;
    private final ByteChannel bytes;
    private final Conversation conversation;
    private final PendingOutput pending = new PendingOutput();
    private @Nullable SelectionKey key;
    private boolean outputBroken;
    private boolean over;
    private SelectorLoop.@Nullable Deadline armed;

    SelectConnection(SocketChannel channel, ConnectionInfo info, ListenerContext context, SelectorLoop loop) {
        this.context = context;
        this.loop = loop;
        this.channel = channel;
        this.bytes = LoggedChannel.of(channel, info, context.calls());
        this.conversation = new Conversation(info, context, this::answersReady);
    }

    @Override
    public ConnectionInfo info() {
        return conversation.info;
    }

    /// Begins to serve. On the loop's thread.
    void open() {
        context.connections().opened(this);
        guarded(() -> {
            key = loop.register(channel, SelectionKey.OP_READ, this);
            conversation.opened(loop.turn());
            afterTurn();
        });
    }

    @Override
    public void ready(SelectionKey key) {
        guarded(() -> {
            if (key.isReadable()) {
                read();
            }
            if (!over && key.isWritable()) {
                afterTurn();
            }
        });
    }

    /// On any thread: the hub has something for the session.
    private void answersReady() {
        loop.execute(() -> guarded(this::afterTurn));
    }

    private void read() {
        ByteBuffer input = loop.input();
        int count;
        try {
            count = bytes.read(input);
        } catch (IOException e) {
            conversation.verdict.failed(Fault.of(e));
            end();
            return;
        }
        if (count < 0) {
            conversation.inputEnded(pending.bytes(), loop.turn());
        } else {
            conversation.received(input.flip(), pending.bytes(), loop.turn(), loop.deciding());
        }
        afterTurn();
    }

    /// Carries out what the last turn wants and what earlier ones left over.
    private void afterTurn() {
        write();
        takeAnswers();
        if (over) {
            return;
        }
        if (pending.bytes() == 0 && conversation.paid()) {
            halfClose();
        }
        if (conversation.isOver() || (outputBroken && conversation.isInputOver())) {
            end();
        } else {
            showInterest();
            arm();
        }
    }

    /// Takes and writes as long as the hub has something and the kernel takes what is written, but lets other
    /// connections have their turn: a peer that reads fast could keep the loop for as long as the journal is.
    private void takeAnswers() {
        Turn turn = loop.turn();
        for (int bytes = 0; !over && pending.bytes() <= Limits.OUTBOX_BYTES_HIGH; ) {
            conversation.takeAnswers(pending.bytes(), outputBroken, turn);
            int taken = turn.output().position();
            if (taken == 0) {
                return;
            }
            write();
            bytes += taken;
            if (bytes > Limits.LOOP_ANSWERS_BYTES_MAX) {
                answersReady();
                return;
            }
        }
    }

    private void write() {
        Turn turn = loop.turn();
        ByteBuffer output = turn.output().flip();
        try {
            if (!outputBroken) {
                writeInOrder(output);
            }
        } catch (IOException e) {
            Fault fault = Fault.of(e);
            conversation.verdict.failed(fault);
            outputBroken = true;
            pending.clear();
            if (fault == Fault.OTHER) {
                end();
            }
        } finally {
            turn.clearOutput();
        }
    }

    private void writeInOrder(ByteBuffer output) throws IOException {
        int written = pending.writeTo(bytes);
        if (pending.bytes() == 0 && output.hasRemaining()) {
            written += bytes.write(output);
        }
        if (output.hasRemaining()) {
            pending.append(output);
        }
        if (written > 0) {
            conversation.wrote(written, Time.nanos()); // the turn may have begun long ago
        }
    }

    private void halfClose() {
        try {
            if (bytes instanceof LoggedChannel logged) {
                logged.shutdownOutput();
            } else {
                channel.shutdownOutput();
            }
        } catch (IOException e) {
            outputBroken = true; // the peer is gone; the next read finds out how
        }
    }

    private void showInterest() {
        boolean reads =
                !conversation.isInputOver() && !conversation.isBehind() && pending.bytes() <= Limits.OUTBOX_BYTES_HIGH;
        int wanted = (reads ? SelectionKey.OP_READ : 0) | (pending.bytes() > 0 ? SelectionKey.OP_WRITE : 0);
        SelectionKey registered = key;
        if (registered != null && registered.interestOps() != wanted) {
            registered.interestOps(wanted);
        }
    }

    private void arm() {
        long at = conversation.nextDue();
        if (armed == null ? at < Time.NEVER : at < armed.at()) {
            disarm();
            armed = loop.at(at, this::due);
        }
    }

    /// A deadline that is far away must not keep a connection that has ended.
    private void disarm() {
        if (armed != null) {
            loop.cancel(armed);
            armed = null;
        }
    }

    private void due() {
        armed = null;
        guarded(() -> {
            if (conversation.due(pending.bytes(), loop.turn())) {
                loop.turn().clearOutput();
                end();
            } else {
                afterTurn();
            }
        });
    }

    @Override
    public void stop(long deadlineNanos) {
        loop.execute(() -> guarded(() -> {
            conversation.stop(deadlineNanos, pending.bytes(), loop.turn());
            afterTurn();
        }));
    }

    @Override
    public void cut(CloseReason reason) {
        loop.execute(() -> {
            if (!over) {
                conversation.verdict.decide(reason);
                end();
            }
        });
    }

    @Override
    public void checkPeer(PeerWatch watch) {
        loop.execute(() -> {
            if (!over) {
                switch (watch.check(conversation.info, conversation.unansweredSinceNanos())) {
                    case ALL_ARRIVED -> conversation.answered(conversation.writtenBytes());
                    case UNDECIDED -> {}
                    case VANISHED -> cut(CloseReason.PEER_VANISHED);
                }
            }
        });
    }

    private void end() {
        if (over) {
            return;
        }
        over = true;
        disarm();
        try {
            bytes.close(); // cancels the key as well
        } catch (IOException e) {
            // The descriptor is gone either way.
        }
        context.connections().closed(this, conversation.closedEvent());
    }

    private interface Step {
        void run() throws IOException;
    }

    /// A defect ends this connection, not the loop and its other connections.
    private void guarded(Step step) {
        if (over) {
            return;
        }
        try {
            step.run();
        } catch (Throwable defect) {
            loop.turn().clearOutput();
            context.events().on(new ServingEvent.Defect(AddressText.of(conversation.info.peer()), defect));
            conversation.verdict.decide(CloseReason.ERROR);
            end();
        }
    }
}
