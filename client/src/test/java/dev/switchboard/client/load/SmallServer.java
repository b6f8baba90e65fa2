package dev.switchboard.client.load;

import dev.switchboard.client.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// A server that does with each connection what a test says, and then closes it.
final class SmallServer implements AutoCloseable {
    private static final int BACKLOG = 128;

    interface Talk {
        void with(Socket peer) throws IOException;
    }

    private final ServerSocket listener;

    SmallServer(Talk talk) throws IOException {
        listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> accept(talk));
    }

    HostPort address() {
        return new HostPort("127.0.0.1", listener.getLocalPort());
    }

    private void accept(Talk talk) {
        try {
            while (true) {
                Socket peer = listener.accept();
                Thread.ofVirtual().start(() -> {
                    try (peer) {
                        talk.with(peer);
                    } catch (IOException _) {
                        // The other side has had enough.
                    }
                });
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
