package dev.switchboard.cli.journal;

import dev.switchboard.message.StoredBatch;
import java.io.IOException;

/// A form in which messages are printed.
public interface MessagePrinter {
    /// Prints all messages meant, each on a line of its own.
    void print(StoredBatch stored) throws IOException;
}
