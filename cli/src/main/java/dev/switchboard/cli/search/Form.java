package dev.switchboard.cli.search;

import dev.switchboard.cli.journal.JsonLines;
import dev.switchboard.cli.journal.MessagePrinter;
import dev.switchboard.cli.terminal.StandardStreams;
import dev.switchboard.search.Query;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.time.ZoneId;

/// In which form messages are printed.
enum Form {
    /// The messages alone.
    PLAIN,
    /// With `<CHANNEL #OFFSET TIME SENDER>` before each.
    LONG,
    /// An object each.
    JSON;

    private static final int BUFFER_BYTES = 65_536;

    /// Standard output in this form, made harmless where a terminal shows it.
    ///
    /// @param query whose words are highlighted on a terminal
    Printed printed(Query query) {
        OutputStream output = new BufferedOutputStream(StandardStreams.output(), BUFFER_BYTES);
        return new Printed(output, printer(output, query));
    }

    private MessagePrinter printer(OutputStream output, Query query) {
        if (this == JSON) {
            return new JsonLines(output, ZoneId.systemDefault());
        }
        return StandardStreams.outputIsTerminal()
                ? new ShownLines(output, this == LONG, Highlight.of(query.text()))
                : new RawLines(output, this == LONG);
    }
}
