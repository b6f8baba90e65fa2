package dev.switchboard.cli;

import dev.switchboard.server.EventText;
import dev.switchboard.serving.ServingEvent;
import dev.switchboard.serving.ServingEvents;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The server's log: a line an event, whole lines even from many threads.
final class EventLog implements ServingEvents {
    private final PrintStream out;
    private final boolean verbose;

    /// @param verbose whether lines begin with the time and defects show their stack trace
    EventLog(PrintStream out, boolean verbose) {
        this.out = out;
        this.verbose = verbose;
    }

    @Override
    public void on(ServingEvent event) {
        String line = EventText.of(event);
        if (verbose) {
            line = Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + line;
            if (event instanceof ServingEvent.Defect defect) {
                StringWriter trace = new StringWriter();
                defect.cause().printStackTrace(new PrintWriter(trace));
                line += System.lineSeparator() + trace.toString().stripTrailing();
            }
        }
        out.println(line);
    }
}
