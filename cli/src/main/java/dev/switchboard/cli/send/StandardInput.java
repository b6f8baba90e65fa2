package dev.switchboard.cli.send;

import dev.switchboard.client.lines.LinesSender;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Standard input on its way to a sender. One thread reads, any may ask.
final class StandardInput {
    private final InputStream input;
    private volatile long bytes;
    private volatile boolean atEnd;
    private volatile @Nullable String failure;

    StandardInput(InputStream input) {
        this.input = new CountedInput(input, this::counted);
    }

    /// Sends every line, then finishes the sender; returns early when the sender is over.
    void sendTo(LinesSender sender) {
        try {
            atEnd = sender.sendLines(input);
        } catch (IOException e) {
            failure = String.valueOf(e.getMessage());
        }
        if (atEnd || failure != null) {
            var _ = sender.finish();
        }
    }

    /// How many bytes were read.
    long readBytes() {
        return bytes;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread reads
    private void counted(int read) {
        bytes += read;
    }

    /// Whether all of it was taken.
    boolean isAtEnd() {
        return atEnd;
    }

    /// Why reading failed, or null.
    @Nullable
    String failure() {
        return failure;
    }
}
