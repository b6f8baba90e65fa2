package dev.switchboard.client.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One connection's socket, which does not block. For the one thread of its loop.
final class LoadSocket {
    /// In a row on one connection, before others have their turn: more than one where messages are in two pieces.
    private static final int WRITES_MAX = 3;

    final Flow flow;
    private final int index;
    private final SocketChannel channel;
    private final Runnable atEnd;
    private @Nullable SelectionKey key;
    /// There is more to write when the kernel has room: it took only a part, or others had to have their turn.
    private boolean writing;
    /// Everything is sent, and the end of the other side is waited for.
    private boolean ending;
    private boolean ended;

    /// @param atEnd is told once that it is over
    LoadSocket(int index, SocketChannel channel, Flow flow, Runnable atEnd) {
        this.index = index;
        this.atEnd = atEnd;
        this.channel = channel;
        this.flow = flow;
    }

    void registered(SelectionKey registered) {
        key = registered;
    }

    boolean isEnded() {
        return ended;
    }

    /// Sends what may be sent, as far as the kernel takes it.
    void send(long nowNanos) {
        if (writing || ending || ended) {
            return;
        }
        write(nowNanos);
    }

    /// The kernel has room again.
    void writable(long nowNanos) {
        if (!ending && !ended) {
            write(nowNanos);
        }
    }

    private void write(long nowNanos) {
        try {
            for (int writes = 0; writes < WRITES_MAX; writes++) {
                ByteBuffer output = flow.output(nowNanos);
                if (!output.hasRemaining()) {
                    watch(false);
                    return;
                }
                channel.write(output);
                flow.wrote(nowNanos);
                if (output.hasRemaining()) {
                    break;
                }
            }
            watch(true);
        } catch (IOException e) {
            broke(e.getMessage());
        }
    }

    private void watch(boolean wanted) {
        if (writing != wanted && key != null) {
            writing = wanted;
            key.interestOps(wanted ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }
    }

    /// Takes what has come, and sends what that allows. The clock is read once.
    void receive(ByteBuffer input, LongSupplier clock) {
        int read;
        try {
            read = channel.read(flow.readInto(input));
        } catch (IOException e) {
            broke(e.getMessage());
            return;
        }
        if (read < 0) {
            peerEnded();
            return;
        }
        long now = clock.getAsLong();
        if (ending && flow.isAnswered()) {
            return; // what is said at the end
        }
        flow.received(input.flip(), now);
        if (flow.isBroken()) {
            close();
        } else {
            send(now);
        }
    }

    private void peerEnded() {
        if (!ending) {
            flow.broken("connection " + index + ": closed by the server");
        }
        close();
    }

    /// It cannot be read or written. Where messages are answered, all is known before the end.
    void broke(@Nullable String why) {
        if (!ending || !flow.isAnswered()) {
            flow.broken("connection " + index + ": " + why);
        }
        close();
    }

    /// Everything is sent: says farewell if the protocol has one, and half-closes.
    void end() {
        if (ended) {
            return;
        }
        try {
            ending = true;
            watch(false);
            channel.write(flow.farewell());
            channel.shutdownOutput();
        } catch (IOException e) {
            ending = false;
            broke(e.getMessage());
        }
    }

    void close() {
        if (ended) {
            return;
        }
        ended = true;
        atEnd.run();
        try {
            channel.close();
        } catch (IOException _) {
            // Nobody waits for anything of it.
        }
    }
}
