package dev.switchboard.cli.search;

import dev.switchboard.cli.journal.MessagePrinter;
import dev.switchboard.cli.terminal.TerminalText;
import dev.switchboard.message.StoredBatch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Messages as text that a terminal shows and does not obey, one a line, with what was found highlighted.
///
/// @param whole whether channel, offset, time and sender stand before each
record ShownLines(OutputStream output, boolean whole, Highlight highlight) implements MessagePrinter {
    @Override
    public void print(StoredBatch stored) throws IOException {
        for (int i = stored.from(); i < stored.to(); i++) {
            TerminalText text = new TerminalText();
            String shown = (text.decode(stored.batch().payload(i)) + text.finish()).replace("\n", "^J");
            String head = whole ? TerminalText.ofLine(Head.of(stored, i)) : "";
            output.write((head + highlight.in(shown) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
