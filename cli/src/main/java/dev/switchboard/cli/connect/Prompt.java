package dev.switchboard.cli.connect;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/// The prompt on the terminal: edits lines, and prints above the half-typed one.
///
/// The thread that made it reads lines and closes; printing and [#end] are for any thread.
final class Prompt implements AutoCloseable {
    private static final String PROMPT = "> ";

    /// It logs stack traces for a terminal type that it does not know, where a plainer prompt is all that follows.
    private static final Logger LIBRARY_LOG = Logger.getLogger("org.jline");

    private final Terminal terminal;
    private final Attributes attributes;
    private final LineReader reader;
    private final Thread reading = Thread.currentThread();
    private boolean ended;

    /// Takes the terminal; the constructing thread is the one that reads.
    Prompt() throws IOException {
        LIBRARY_LOG.setLevel(Level.OFF);
        // Other providers start programs to look at the terminal, and the grapheme mode would be asked of it and waited
        // for. What is typed is UTF-8 in any locale.
        terminal = TerminalBuilder.builder()
                .system(true)
                .provider("ffm")
                .encoding(StandardCharsets.UTF_8)
                .stdinEncoding(StandardCharsets.UTF_8)
                .stdoutEncoding(StandardCharsets.UTF_8)
                .graphemeCluster(false)
                .build();
        attributes = terminal.getAttributes();
        terminal.handle(Terminal.Signal.TSTP, _ -> suspend());
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
        try {
            reader.printAbove(text);
        } catch (IllegalStateException _) {
            // A signal ends the program, and the library has given the terminal back already.
        }
    }

    /// Makes [#readLine] return null at once, or as soon as it is called; does nothing after [#ended].
    synchronized void end() {
        if (!ended) {
            reading.interrupt();
        }
    }

    /// No line will be read any more.
    synchronized void ended() {
        ended = true;
        // One of end() may still be pending.
        boolean _ = Thread.interrupted();
    }

    /// Ctrl-Z: the shell finds its terminal as it was; when it continues this process, the reader takes it again.
    private void suspend() {
        terminal.setAttributes(attributes);
        try {
            // Java raises only signals that it handles itself.
            int _ = new ProcessBuilder(
                            "sh", "-c", "kill -STOP " + ProcessHandle.current().pid())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            terminal.enterRawMode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Gives the terminal back as it was.
    @Override
    public void close() throws IOException {
        terminal.close();
    }
}
