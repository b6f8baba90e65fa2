package dev.switchboard.cli.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.client.load.Load;
import java.io.PrintStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Shows on stderr how a load stands, in one line that is drawn again and again, and gone when it is closed.
/// A thread of its own draws: a terminal that does not take it holds up no message. Thread-safe.
final class LiveLine implements AutoCloseable {
    private static final int REDRAW_MILLIS = 200;
    /// Goes to the beginning of the line and empties it.
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream err = new PrintStream(System.err, true, UTF_8);
    private final @Nullable Supplier<String> text;
    private boolean closed;

    private LiveLine(@Nullable Supplier<String> text) {
        this.text = text;
    }

    static LiveLine none() {
        return new LiveLine(null);
    }

    static LiveLine show(Load load) {
        LiveLine line = new LiveLine(() -> LiveText.of(load.moment()));
        Thread.ofPlatform().daemon().name("live-line").start(line::redraw);
        return line;
    }

    private void redraw() {
        try {
            while (draw()) {
                Thread.sleep(REDRAW_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean draw() {
        if (!closed && text != null) {
            err.print(CLEAR_LINE + text.get());
            err.flush();
        }
        return !closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (text != null) {
            err.print(CLEAR_LINE);
            err.flush();
        }
    }
}
