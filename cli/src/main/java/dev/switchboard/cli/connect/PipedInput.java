package dev.switchboard.cli.connect;

import dev.switchboard.client.Connection;
import dev.switchboard.client.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Sends standard input until it ends, then ends the output of the connection. Holds one chunk or one line at a time.
final class PipedInput implements Runnable {
    private static final int CHUNK_BYTES = 65_536;

    private final InputStream input;
    private final Connection connection;
    private final Transport transport;
    private volatile @Nullable String failure;

    PipedInput(InputStream input, Connection connection, Transport transport) {
        this.input = input;
        this.connection = connection;
        this.transport = transport;
    }

    /// Returns at the end of input, or when the connection takes no more.
    @Override
    public void run() {
        try {
            switch (transport) {
                case TCP -> sendStream();
                case UDP -> sendLines();
            }
        } catch (IOException e) {
            failure = "cannot send standard input: " + e.getMessage();
        }
        connection.endOutput();
    }

    /// One line for people, when input could not be sent for a reason on this side.
    @Nullable
    String failure() {
        return failure;
    }

    private void sendStream() throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        int length = input.read(chunk);
        while (length >= 0 && connection.send(ByteBuffer.wrap(chunk, 0, length))) {
            length = input.read(chunk);
        }
    }

    private void sendLines() throws IOException {
        LineDatagrams datagrams = new LineDatagrams(input);
        ByteBuffer datagram = datagrams.next();
        while (datagram != null && connection.send(datagram)) {
            datagram = datagrams.next();
        }
    }
}
