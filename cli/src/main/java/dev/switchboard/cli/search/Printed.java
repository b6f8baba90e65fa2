package dev.switchboard.cli.search;

import dev.switchboard.cli.journal.MessagePrinter;
import dev.switchboard.cli.terminal.TerminalText;
import dev.switchboard.message.StoredBatch;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// Messages on standard output, and how many. When nobody takes them any more, it says so to whoever prints.
final class Printed {
    private static final String BROKEN_PIPE = "Broken pipe";

    private final OutputStream output;
    private final MessagePrinter printer;
    private long count;
    private boolean stopped;
    private @Nullable IOException failure;

    /// @param output buffered; the printer writes there
    Printed(OutputStream output, MessagePrinter printer) {
        this.output = output;
        this.printer = printer;
    }

    /// Prints one message.
    ///
    /// @return false when nobody takes messages any more
    boolean print(StoredBatch message) {
        count++;
        return run(() -> printer.print(message));
    }

    /// Passes on what was printed.
    ///
    /// @return false when nobody takes messages any more
    boolean flush() {
        return run(output::flush);
    }

    private interface Writing {
        void run() throws IOException;
    }

    private boolean run(Writing writing) {
        if (!stopped) {
            try {
                writing.run();
            } catch (IOException e) {
                stopped = true;
                failure = BROKEN_PIPE.equals(e.getMessage()) ? null : e;
            }
        }
        return !stopped;
    }

    /// How many messages were printed.
    long count() {
        return count;
    }

    /// Flushes for the last time.
    ///
    /// @throws IOException when the output could not be written; a reader of a pipe that leaves has the right to
    void end() throws IOException {
        boolean _ = flush();
        if (failure != null) {
            throw new IOException("cannot write standard output: " + failure.getMessage(), failure);
        }
    }

    /// One line on stderr behind what was printed so far.
    void say(String text) {
        boolean _ = flush();
        System.err.println(TerminalText.ofLine(text));
    }
}
