package dev.switchboard.search;

import dev.switchboard.journal.JournalReader;
import dev.switchboard.journal.JournalReader.Found;
import dev.switchboard.journal.JournalView;
import dev.switchboard.message.Batch;
import dev.switchboard.message.StoredBatch;
import java.io.IOException;
import java.util.zip.CRC32C;

/// One message by which a journal is known again: another journal has not the same there. Since a journal
/// only grows at its end, what is before it is the same, too.
///
/// @param offset of the message; -1 when there is none
/// @param micros its time of arrival
/// @param crc of its text
record Mark(long offset, long micros, int crc) {
    static final Mark NONE = new Mark(-1, 0, 0);

    static Mark of(StoredBatch stored, int index) {
        Batch batch = stored.batch();
        CRC32C crc = new CRC32C();
        crc.update(batch.payloads(), batch.start(index), batch.end(index) - batch.start(index));
        return new Mark(stored.offset(index), batch.epochMicros(), (int) crc.getValue());
    }

    /// Whether the journal has this message.
    boolean isIn(JournalView journal) throws IOException {
        if (offset < journal.startOffset() || offset >= journal.endOffset()) {
            return false;
        }
        try (JournalReader reader = journal.read(null, offset)) {
            for (Found found : reader.next(1)) {
                if (found instanceof Found.Messages(StoredBatch stored) && stored.start() == offset) {
                    return equals(of(stored, stored.from()));
                }
            }
        }
        return false;
    }
}
