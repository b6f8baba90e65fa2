package dev.switchboard.cli.search;

import dev.switchboard.cli.journal.MessagePrinter;
import dev.switchboard.message.Batch;
import dev.switchboard.message.StoredBatch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Messages as their bytes are, each with a line end.
///
/// @param whole whether channel, offset, time and sender stand before each
record RawLines(OutputStream output, boolean whole) implements MessagePrinter {
    @Override
    public void print(StoredBatch stored) throws IOException {
        Batch batch = stored.batch();
        for (int i = stored.from(); i < stored.to(); i++) {
            if (whole) {
                output.write(Head.of(stored, i).getBytes(StandardCharsets.UTF_8));
            }
            output.write(batch.payloads(), batch.start(i), batch.end(i) - batch.start(i));
            output.write('\n');
        }
    }
}
