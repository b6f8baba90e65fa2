package dev.switchboard.cli.tail;

import dev.switchboard.cli.terminal.TerminalText;
import dev.switchboard.client.lines.Delivery;
import dev.switchboard.client.lines.SubscriberEvents;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Writes messages to standard output, one a line: as they are, or made harmless when a terminal shows them. What is
/// wrong goes to stderr.
final class MessageLines implements SubscriberEvents {
    private static final int BUFFER_BYTES = 65_536;

    private final OutputStream output;
    private final boolean harmless;
    private final boolean whole;
    private Runnable stop = () -> {};
    private boolean stopped;
    private @Nullable String failure;

    /// @param harmless whether control characters are shown instead of written
    /// @param whole whether channel, offset, time and sender stand before each message
    MessageLines(OutputStream output, boolean harmless, boolean whole) {
        this.output = new BufferedOutputStream(output, BUFFER_BYTES);
        this.harmless = harmless;
        this.whole = whole;
    }

    /// What ends the delivery when nobody takes the output any more.
    void stopWith(Runnable end) {
        stop = end;
    }

    /// Why the output takes no more; null also when only the reader of a pipe has left, which is its right.
    @Nullable
    String failure() {
        return failure;
    }

    @Override
    public void delivered(Delivery delivery) {
        ByteBuffer bytes = whole ? delivery.line() : delivery.payload();
        write(() -> {
            if (harmless) {
                TerminalText text = new TerminalText();
                output.write((text.decode(bytes) + text.finish()).getBytes(StandardCharsets.UTF_8));
            } else {
                output.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
            }
            output.write('\n');
        });
        if (delivery.isCut()) {
            problem("message #" + delivery.offset() + " is longer than what is shown of it");
        }
    }

    @Override
    public void paused() {
        write(output::flush);
    }

    @Override
    public void problem(String text) {
        paused();
        say(text);
    }

    @Override
    public void lost(String cause) {
        paused();
        say(cause + "; connecting again");
    }

    @Override
    public void back() {
        say("connected again");
    }

    /// Says one line on stderr, made harmless.
    static void say(String text) {
        System.err.println(TerminalText.ofLine(text));
    }

    private interface Writing {
        void run() throws IOException;
    }

    private void write(Writing writing) {
        if (stopped) {
            return;
        }
        try {
            writing.run();
        } catch (IOException e) {
            stopped = true;
            String cause = String.valueOf(e.getMessage());
            failure = cause.contains("Broken pipe") ? null : cause;
            stop.run();
        }
    }
}
