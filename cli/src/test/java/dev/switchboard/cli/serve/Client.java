package dev.switchboard.cli.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/// A TCP client that does not wait for ever.
final class Client implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket = new Socket();

    private Client() {}

    static Client connect(int port) throws IOException {
        return connect("127.0.0.1", port);
    }

    static Client connect(String host, int port) throws IOException {
        Client client = new Client();
        try {
            client.socket.connect(new InetSocketAddress(InetAddress.getAllByName(host)[0], port), PATIENCE_MILLIS);
            client.socket.setSoTimeout(PATIENCE_MILLIS);
            return client;
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }

    String read(int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), UTF_8);
    }

    /// Sends a text and reads as many bytes as a reply without a stamp has.
    void exchange(String text) throws IOException {
        send(text);
        assertThat(read(text.length())).isEqualTo(text);
    }

    /// Waits for the server's FIN; nothing may come before it.
    void awaitEnd() throws IOException {
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }

    /// Waits for the end of the connection, by FIN or by RST.
    void awaitAnyEnd() {
        try {
            while (socket.getInputStream().read() >= 0) {
                // What is still on its way.
            }
        } catch (IOException reset) {
            // An end as well.
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
