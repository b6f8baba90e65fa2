package dev.switchboard.protocol.lines;

import dev.switchboard.message.StoredBatch;
import dev.switchboard.protocol.Turn;
import org.jspecify.annotations.Nullable;

/// The texts of batches that several sessions have just written, for those that are still to do so: with many
/// subscribers of a channel a batch becomes text twice and is copied for all others. A batch with one subscriber costs
/// a note that it was seen. Holds at most 16 texts of 128 KiB.
///
/// Shared by all threads without a guard. The texts' fields are final, so whoever sees one sees it whole; a thread that
/// sees an older one, or none, makes the text itself.
final class RecentTexts {
    private static final int PLACES_BITS = 4;
    private static final int TEXT_BYTES_MAX = 128 * 1024;
    private static final long SPREAD = 0x9E3779B97F4A7C15L; // 2^64 divided by the golden ratio: Knuth, volume 3, 6.4

    private static final class Recent {
        final StoredBatch batch;
        final byte @Nullable [] text; // null when the batch was only seen

        Recent(StoredBatch batch, byte @Nullable [] text) {
            this.batch = batch;
            this.text = text;
        }
    }

    /// Makes the text of a batch.
    interface Writer {
        void write(StoredBatch batch, Turn turn);
    }

    private final @Nullable Recent[] places = new Recent[1 << PLACES_BITS];

    /// Writes the text of a batch, made by this session or by another.
    void write(StoredBatch batch, Turn turn, Writer writer) {
        int place = (int) ((batch.start() * SPREAD) >>> (Long.SIZE - PLACES_BITS));
        Recent recent = places[place];
        boolean seen = recent != null && recent.batch.equals(batch);
        byte[] text = seen ? recent.text : null;
        if (text != null) {
            turn.write(text);
            return;
        }
        int from = turn.writtenBytes();
        writer.write(batch, turn);
        if (!seen) {
            places[place] = new Recent(batch, null);
        } else if (turn.writtenBytes() - from <= TEXT_BYTES_MAX) {
            places[place] = new Recent(batch, turn.writtenFrom(from));
        }
    }
}
