package dev.switchboard.cli.connect;

import dev.switchboard.client.Connection;
import dev.switchboard.client.Receiver;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Writes what arrives to standard output: as it is, or made harmless when a terminal shows it. When the output takes
/// no more, it closes the connection.
final class PipedOutput implements Receiver {
    private final OutputStream output;
    private final Connection connection;
    private final @Nullable ArrivingText text;
    private @Nullable String failure;

    /// @param text what makes it harmless; null writes the bytes as they are
    PipedOutput(OutputStream output, Connection connection, @Nullable ArrivingText text) {
        this.output = output;
        this.connection = connection;
        this.text = text;
    }

    @Override
    public void received(ByteBuffer bytes) {
        if (text == null) {
            write(bytes);
        } else {
            write(text.received(bytes));
        }
    }

    @Override
    public void paused() {
        if (text != null) {
            write(text.paused());
        }
    }

    /// Writes what still waits, when nothing follows.
    void finish() {
        if (text != null) {
            write(text.finish());
        }
    }

    /// One line for people; null also when only the reader of a pipe has left, which is its right.
    @Nullable
    String failure() {
        return failure;
    }

    private void write(String shown) {
        write(StandardCharsets.UTF_8.encode(shown));
    }

    private void write(ByteBuffer bytes) {
        try {
            output.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        } catch (IOException e) {
            String cause = String.valueOf(e.getMessage());
            failure = cause.contains("Broken pipe") ? null : "cannot write standard output: " + cause;
            connection.close();
        }
    }
}
