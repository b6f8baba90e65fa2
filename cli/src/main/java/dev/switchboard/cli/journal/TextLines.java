package dev.switchboard.cli.journal;

import dev.switchboard.message.StoredBatch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// `OFFSET<TAB>TIME<TAB>CHANNEL<TAB>SENDER<TAB>TEXT`, control characters escaped.
record TextLines(OutputStream output) implements MessagePrinter {
    @Override
    public void print(StoredBatch stored) throws IOException {
        StringBuilder lines = new StringBuilder();
        StringBuilder origin = new StringBuilder("\t")
                .append(Times.text(stored.batch().epochMicros()))
                .append('\t')
                .append(stored.batch().channel())
                .append('\t');
        EscapedText.append(origin, stored.batch().sender().toString());
        origin.append('\t');
        for (int i = stored.from(); i < stored.to(); i++) {
            lines.append(stored.offset(i)).append(origin);
            EscapedText.append(lines, stored.batch().payload(i));
            lines.append('\n');
        }
        output.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    }
}
