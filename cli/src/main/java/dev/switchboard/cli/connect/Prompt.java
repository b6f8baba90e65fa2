package dev.switchboard.cli.connect;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/// The prompt on the terminal: edits lines, and prints above the half-typed one.
///
/// One thread reads lines and closes; printing and [#end] are for any thread.
final class Prompt implements AutoCloseable {
    private static final String PROMPT = "> ";
    private static final int END_RETRY_MILLIS = 50;

    private final Terminal terminal;
    private final LineReader reader;
    private final Thread reading = Thread.currentThread();
    private boolean ended;

    /// Takes the terminal; the constructing thread is the one that reads.
    Prompt() throws IOException {
        // The grapheme mode would be asked of the terminal and waited for; the protocol is UTF-8 in any locale.
        terminal = TerminalBuilder.builder()
                .system(true)
                .provider("ffm")
                .encoding(StandardCharsets.UTF_8)
                .graphemeCluster(false)
                .build();
        reader = LineReaderBuilder.builder()
                .terminal(terminal)
                // What is typed is sent as it is: an exclamation mark calls no history, a tab completes nothing.
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.HISTORY_IGNORE_SPACE, false)
                .option(LineReader.Option.HISTORY_REDUCE_BLANKS, false)
                .variable(LineReader.BELL_STYLE, "none")
                .build();
        requireNonNull(reader.getKeyMaps().get(LineReader.MAIN)).bind(new Reference(LineReader.SELF_INSERT), "\t");
    }

    /// The next line; null when the person leaves (Ctrl-D, Ctrl-C) or the prompt was ended.
    @Nullable
    String readLine() {
        try {
            return reader.readLine(PROMPT);
        } catch (EndOfFileException | UserInterruptException _) {
            return null;
        }
    }

    /// Shows `text` above the half-typed line.
    void printAbove(String text) {
        reader.printAbove(text);
    }

    /// Makes [#readLine] return at once, now and from now on; waits until [#ended] was called.
    void end() throws InterruptedException {
        synchronized (this) {
            while (!ended) {
                // Once is not enough: searching the history swallows an interrupt.
                reading.interrupt();
                wait(END_RETRY_MILLIS);
            }
        }
    }

    /// No line will be read any more.
    synchronized void ended() {
        ended = true;
        notifyAll();
        // One of end() may still be pending.
        boolean _ = Thread.interrupted();
    }

    /// Gives the terminal back as it was.
    @Override
    public void close() throws IOException {
        terminal.close();
    }
}
