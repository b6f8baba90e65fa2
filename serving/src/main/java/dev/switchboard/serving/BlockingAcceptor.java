package dev.switchboard.serving;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Accepts connections of one listening socket for the models that block. Any number of threads may be in
/// [#accept]; the JDK lets one of them wait in the kernel and the others for their turn at it.
final class BlockingAcceptor {
    private final ServerSocket listening;
    private final ListenerContext context;
    private final Executor writers;
    private final CountDownLatch closed = new CountDownLatch(1);

    /// @param writers gives a thread to output that does not come from a connection's own reader
    BlockingAcceptor(ServerSocket listening, ListenerContext context, Executor writers) {
        this.listening = listening;
        this.context = context;
        this.writers = writers;
    }

    /// The next connection to serve, or null when the listener is closed. Refuses what is over the limit, and pauses
    /// after a failure.
    @Nullable
    BlockingConnection accept() throws InterruptedException {
        AcceptPause pause = new AcceptPause();
        while (closed.getCount() > 0) {
            try {
                BlockingConnection connection = admitted(listening.accept());
                if (connection != null) {
                    return connection;
                }
                pause.accepted();
            } catch (IOException e) {
                if (closed.getCount() > 0) {
                    long millis = pause.failed(local(), e, context.events());
                    closed.await(millis, TimeUnit.MILLISECONDS);
                }
            }
        }
        return null;
    }

    private @Nullable BlockingConnection admitted(Socket socket) throws IOException {
        Connections connections = context.connections();
        ConnectionInfo info = connections.describe(
                (InetSocketAddress) socket.getRemoteSocketAddress(),
                (InetSocketAddress) socket.getLocalSocketAddress(),
                ProcessHandle.current().pid());
        BlockingConnection connection = prepared(socket, info);
        if (connection == null) {
            socket.close();
        } else if (!connections.admit()) {
            connections.refused(info);
            socket.close();
            connection = null;
        }
        return connection;
    }

    /// Null when the connection broke on its way here: that is no failure of accepting.
    private @Nullable BlockingConnection prepared(Socket socket, ConnectionInfo info) {
        try {
            Keepalive.prepare(socket, context.options().keepaliveSeconds());
            return new BlockingConnection(socket, info, context, writers);
        } catch (IOException e) {
            return null;
        }
    }

    private InetSocketAddress local() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    /// Closes the listening socket; every thread in [#accept] comes back.
    void close() {
        closed.countDown();
        try {
            listening.close();
        } catch (IOException e) {
            // The descriptor is gone either way.
        }
    }
}
