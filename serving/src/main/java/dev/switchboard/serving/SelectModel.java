package dev.switchboard.serving;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `select`: one or more selector loops, each a thread that serves many connections without blocking. The first loop
/// accepts and deals the connections out in turn.
final class SelectModel implements ServingModel, SelectorLoop.Ready {
    /// Bounds how long newcomers keep the first loop from its connections.
    private static final int ACCEPTS_PER_TURN_MAX = 64;

    private final ServerSocketChannel listening;
    private final InetSocketAddress local;
    private final ListenerContext context;
    private final ServingThreads threads;
    private final List<SelectorLoop> loops = new ArrayList<>();
    private final AcceptPause pause = new AcceptPause();
    private int next;
    private volatile boolean started;

    /// @param listening bound; this model closes it, once it is made
    SelectModel(ServerSocketChannel listening, ListenerContext context, ServingThreads threads) throws IOException {
        this.listening = listening;
        this.local = (InetSocketAddress) listening.getLocalAddress();
        this.context = context;
        this.threads = threads;
        try {
            for (int i = 0; i < context.options().threads(); i++) {
                loops.add(new SelectorLoop());
            }
            listening.configureBlocking(false);
            loops.getFirst().register(listening, SelectionKey.OP_ACCEPT, this);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public void start() {
        started = true;
        for (int i = 0; i < loops.size(); i++) {
            threads.start("loop-" + (i + 1), loops.get(i));
        }
    }

    @Override
    public void ready(SelectionKey key) {
        try {
            for (int i = 0; i < ACCEPTS_PER_TURN_MAX; i++) {
                SocketChannel channel = accept();
                if (channel == null) {
                    return;
                }
                pause.accepted();
                take(channel);
            }
        } catch (IOException e) {
            if (listening.isOpen()) {
                pauseAccepting(key, pause.failed(local, e, context.events()));
            }
        }
    }

    private @Nullable SocketChannel accept() throws IOException {
        CallLog calls = context.calls();
        return calls == null
                ? listening.accept()
                : calls.call("accept", local, null, listening::accept, SelectModel::peer);
    }

    private static String peer(@Nullable SocketChannel accepted) {
        return accepted == null
                ? "EAGAIN"
                : AddressText.of((InetSocketAddress) accepted.socket().getRemoteSocketAddress());
    }

    private void take(SocketChannel channel) throws IOException {
        SelectorLoop loop = loops.get(next);
        SelectConnection connection = admitted(channel, loop);
        if (connection != null && next == 0) {
            connection.open();
        } else if (connection != null) {
            loop.execute(connection::open);
        }
        next = (next + 1) % loops.size();
    }

    private @Nullable SelectConnection admitted(SocketChannel channel, SelectorLoop loop) throws IOException {
        Connections connections = context.connections();
        ConnectionInfo info = connections.describe(
                (InetSocketAddress) channel.getRemoteAddress(),
                (InetSocketAddress) channel.getLocalAddress(),
                ProcessHandle.current().pid());
        SelectConnection connection = prepared(channel, info, loop);
        if (connection != null && !connections.admit()) {
            connections.refused(info);
            connection = null;
        }
        if (connection == null) {
            LoggedChannel.of(channel, info, context.calls()).close();
        }
        return connection;
    }

    /// Null when the connection broke on its way here: that is no failure of accepting.
    private @Nullable SelectConnection prepared(SocketChannel channel, ConnectionInfo info, SelectorLoop loop) {
        try {
            channel.configureBlocking(false);
            Keepalive.prepare(channel, context.options().keepaliveSeconds());
            return new SelectConnection(channel, info, context, loop);
        } catch (IOException e) {
            return null;
        }
    }

    /// Without this the readiness that stays would make the loop spin.
    private void pauseAccepting(SelectionKey key, long millis) {
        watch(key, 0);
        loops.getFirst().at(Time.nanos() + millis * Time.NANOS_PER_MILLI, () -> watch(key, SelectionKey.OP_ACCEPT));
    }

    private static void watch(SelectionKey key, int interest) {
        try {
            key.interestOps(interest);
        } catch (CancelledKeyException e) {
            // Another thread has stopped accepting.
        }
    }

    @Override
    public void stopAccepting() {
        CallLog calls = context.calls();
        try {
            if (calls == null) {
                listening.close();
            } else if (listening.isOpen()) {
                calls.act("close", local, null, listening::close);
            }
        } catch (IOException e) {
            // The descriptor is gone either way.
        }
        // A registered channel lets go of its port only when its selector next runs.
        loops.getFirst().execute(() -> {});
    }

    @Override
    public void close() {
        for (SelectorLoop loop : loops) {
            loop.close();
            if (!started) {
                loop.run(); // only to free what it holds
            }
        }
    }
}
