package dev.switchboard.cli.lab;

import dev.switchboard.cli.terminal.StandardStreams;
import dev.switchboard.lab.Progress;
import java.io.PrintStream;

/// What is being done, on one line of the terminal that the next overwrites; no line is wider than the terminal, for
/// only the last of several would be cleared. Nothing when standard error is no terminal. Thread-safe.
final class ProgressText implements AutoCloseable {
    private static final String CLEAR_LINE = "\r\033[K";
    private static final String CUT = "…";

    private final PrintStream out;
    private final int columns;
    private final Thread clearing = new Thread(this::clear, "lab-progress-clearing");
    private boolean ended;

    /// @param columns of the terminal; 0 to show nothing
    ProgressText(PrintStream out, int columns) {
        this.out = out;
        this.columns = columns;
        this.ended = columns == 0;
    }

    /// The line is cleared also when the process is told to end before this is closed.
    static ProgressText forTerminal() {
        if (!StandardStreams.errorIsTerminal()) {
            return new ProgressText(System.err, 0);
        }
        ProgressText text = new ProgressText(System.err, TerminalColumns.ofStandardError());
        Runtime.getRuntime().addShutdownHook(text.clearing);
        return text;
    }

    Progress of(String model) {
        return (experiment, title) -> show("%s (%s): %s …".formatted(experiment, model, title));
    }

    private synchronized void show(String text) {
        if (!ended) {
            out.print(CLEAR_LINE + (text.length() < columns ? text : text.substring(0, columns - 2) + CUT));
            out.flush();
        }
    }

    private synchronized void clear() {
        if (!ended) {
            ended = true;
            out.print(CLEAR_LINE);
            out.flush();
        }
    }

    /// Leaves an empty line behind, and shows nothing from then on.
    @Override
    public void close() {
        clear();
        try {
            Runtime.getRuntime().removeShutdownHook(clearing);
        } catch (IllegalStateException e) {
            // The process is ending; there is nothing left to clear.
        }
    }
}
