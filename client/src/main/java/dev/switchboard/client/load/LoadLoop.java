package dev.switchboard.client.load;

import dev.switchboard.client.ConnectedChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// All connections on one thread: waits for sockets and for what is due, reads, writes. Nothing is allocated
/// for a message, and the clock is read once for all that a read brought.
final class LoadLoop implements AutoCloseable {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(30);
    private static final int INPUT_BYTES = 256 * 1024;
    /// The selector cannot wait for less: what is due sooner is waited for awake.
    private static final long WAIT_NANOS_MIN = 2_000_000;
    private static final long WAIT_NANOS_MAX = 100_000_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final LoadConfig config;
    private final Pattern pattern;
    private final LongSupplier clock;
    private final Selector selector;
    private final ByteBuffer input = ByteBuffer.allocateDirect(INPUT_BYTES);
    private final Consumer<SelectionKey> ready = this::ready;
    private final List<LoadSocket> sockets = new ArrayList<>();
    private int alive;
    /// How many messages were due when they were last sent.
    private long visited;

    LoadLoop(LoadConfig config, LongSupplier clock) throws IOException {
        this.config = config;
        this.pattern = Exchange.pattern(config);
        this.clock = clock;
        this.selector = Selector.open();
    }

    /// Opens all connections.
    ///
    /// @throws IOException when one cannot be opened; the message says all
    void connect(Pace pace, Tally tally, BooleanSupplier stopping) throws IOException {
        sockets.forEach(LoadSocket::close);
        sockets.clear();
        for (int i = 0; i < config.connections() && !stopping.getAsBoolean(); i++) {
            SocketChannel channel = ConnectedChannel.open(config.remote(), CONNECT_MAX);
            LoadSocket socket = new LoadSocket(i, channel, new Flow(i, config, pattern, pace, tally), () -> alive--);
            sockets.add(socket);
            alive++;
            channel.configureBlocking(false);
            socket.registered(channel.register(selector, SelectionKey.OP_READ, socket));
        }
    }

    /// Says what the protocol says before messages, and waits until all are answered, bounded.
    void open(BooleanSupplier stopping) throws IOException {
        long end = clock.getAsLong() + CONNECT_MAX.toNanos();
        sockets.forEach(socket -> socket.send(clock.getAsLong()));
        while (alive > 0 && !sockets.stream().allMatch(socket -> socket.isEnded() || socket.flow.isOpen())) {
            long now = clock.getAsLong();
            if (now - end >= 0 || stopping.getAsBoolean()) {
                sockets.stream()
                        .filter(socket -> !socket.flow.isOpen())
                        .forEach(socket -> socket.broke("open was not answered"));
                return;
            }
            await(end, now);
        }
    }

    /// Each connection goes on with this round.
    void begin(Round round) {
        visited = 0;
        sockets.forEach(socket -> socket.flow.begin(round.pace, round.tally));
        sockets.forEach(socket -> socket.send(round.startNanos));
    }

    /// One look at everything: sends what is due, waits for what comes, or for what is due next, and takes it.
    void turn(Round round, long nowNanos) throws IOException {
        if (round.pace instanceof OpenPace open) {
            sendDue(open, nowNanos);
        }
        await(round.nextNanos(nowNanos), nowNanos);
    }

    private void sendDue(OpenPace pace, long nowNanos) {
        long due = pace.due(nowNanos);
        int all = sockets.size();
        for (long k = Math.max(visited, due - all); k < due; k++) {
            sockets.get((int) (k % all)).send(nowNanos);
        }
        visited = due;
    }

    /// Half-closes all connections, after their farewell.
    void end() {
        sockets.forEach(LoadSocket::end);
    }

    /// How many connections are not over.
    int alive() {
        return alive;
    }

    /// Waits for the other sides to close.
    void awaitEnd(long untilNanos, long nowNanos) throws IOException {
        await(untilNanos, nowNanos);
    }

    /// Whoever waits looks again. From any thread.
    void wake() {
        selector.wakeup();
    }

    /// No answer that is still missing is waited for.
    void giveUp() {
        sockets.forEach(socket -> socket.flow.giveUp());
    }

    @Override
    public void close() throws IOException {
        sockets.forEach(LoadSocket::close);
        selector.close();
    }

    @SuppressWarnings("ThreadPriorityCheck") // only lets a server on the same core go on; nothing relies on it
    private void await(long untilNanos, long nowNanos) throws IOException {
        long wait = untilNanos - nowNanos;
        if (wait >= WAIT_NANOS_MIN) {
            selector.select(ready, Math.min(wait - NANOS_PER_MILLI, WAIT_NANOS_MAX) / NANOS_PER_MILLI);
        } else if (selector.selectNow(ready) == 0) {
            Thread.yield();
        }
    }

    private void ready(SelectionKey key) {
        LoadSocket socket = (LoadSocket) key.attachment();
        if (key.isReadable()) {
            socket.receive(input, clock);
        }
        if (!socket.isEnded() && key.isWritable()) {
            socket.writable(clock.getAsLong());
        }
    }
}
