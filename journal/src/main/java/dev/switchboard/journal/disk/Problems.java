package dev.switchboard.journal.disk;

import dev.switchboard.message.Batch;
import java.io.IOException;
import java.util.Objects;

/// What goes wrong, in one line for those whose messages are refused. A problem that may pass says `send again`, and
/// only such a one: clients go by it (`docs/protocols/lines.md`).
final class Problems {
    static final String CLOSED = "the server is stopping: send again when it is back";

    static final String BROKEN = "a message of this sender before it was not stored: /resume and send again";

    static final String WITHDRAWN = "a message of this sender before it waits to be stored: send again later";

    private static final String DISK_FULL = "the disk is full: free some space and send again";

    private Problems() {}

    /// Of a failed write or force.
    static String of(Throwable failure) {
        String words = Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
        if (failure instanceof IOException
                && (words.contains("No space left on device") || words.contains("quota exceeded"))) {
            return DISK_FULL;
        }
        return "the journal cannot be written (" + words.replaceAll("\\p{Cntrl}+", " ") + "): send again later";
    }

    static String tooLong(Batch batch) {
        return "%d messages with %d bytes are too much for one batch: at most %d MiB"
                .formatted(batch.count(), batch.payloadBytes(), RecordFormat.LENGTH_MAX >> 20);
    }
}
