package dev.switchboard.cli;

import dev.switchboard.journal.disk.JournalEvent;
import dev.switchboard.journal.disk.JournalEvents;
import dev.switchboard.search.WordIndexEvent;
import dev.switchboard.search.WordIndexEvents;
import dev.switchboard.server.EventText;
import dev.switchboard.server.IndexEventText;
import dev.switchboard.server.JournalEventText;
import dev.switchboard.serving.ServingEvent;
import dev.switchboard.serving.ServingEvents;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// The server's log: a line an event, whole lines even from many threads.
final class EventLog implements ServingEvents, JournalEvents, WordIndexEvents {
    private final PrintStream out;
    private final boolean verbose;
    private final boolean calls;

    /// @param verbose whether lines begin with the time and defects show their stack trace
    /// @param calls whether it wants to know of each socket call
    EventLog(PrintStream out, boolean verbose, boolean calls) {
        this.out = out;
        this.verbose = verbose;
        this.calls = calls;
    }

    @Override
    public boolean wantsCalls() {
        return calls;
    }

    @Override
    public void on(ServingEvent event) {
        log(EventText.of(event), event instanceof ServingEvent.Defect defect ? defect.cause() : null);
    }

    @Override
    public void on(JournalEvent event) {
        log(JournalEventText.of(event), event instanceof JournalEvent.Defect defect ? defect.cause() : null);
    }

    @Override
    public void on(WordIndexEvent event) {
        log(IndexEventText.of(event), event instanceof WordIndexEvent.Defect defect ? defect.cause() : null);
    }

    private void log(String text, @Nullable Throwable cause) {
        String line = text;
        if (verbose) {
            line = Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + line;
            if (cause != null) {
                StringWriter trace = new StringWriter();
                cause.printStackTrace(new PrintWriter(trace));
                line += System.lineSeparator() + trace.toString().stripTrailing();
            }
        }
        out.println(line);
    }
}
