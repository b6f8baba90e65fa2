package dev.switchboard.cli.lab;

import dev.switchboard.cli.terminal.StandardStreams;
import dev.switchboard.lab.Progress;

/// What is being done, on one line of the terminal that the next overwrites. Nothing when standard error is no
/// terminal.
final class ProgressText implements AutoCloseable {
    private static final String CLEAR_LINE = "\r\033[K";

    private final boolean shown;

    private ProgressText(boolean shown) {
        this.shown = shown;
    }

    static ProgressText forTerminal() {
        return new ProgressText(StandardStreams.errorIsTerminal());
    }

    Progress of(String model) {
        return (experiment, title) -> show("%s (%s): %s …".formatted(experiment, model, title));
    }

    private void show(String text) {
        if (shown) {
            System.err.print(CLEAR_LINE + text);
            System.err.flush();
        }
    }

    /// Leaves an empty line behind.
    @Override
    public void close() {
        show("");
    }
}
