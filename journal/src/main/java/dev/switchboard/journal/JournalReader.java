package dev.switchboard.journal;

import dev.switchboard.message.Missing;
import dev.switchboard.message.StoredBatch;
import java.io.IOException;
import java.util.List;

/// A place in a [Journal] that moves forward as it is read. Not thread-safe; one thread at a time. Holds memory of the
/// order of what one call returns, and open files at most one.
public interface JournalReader extends AutoCloseable {
    /// What a read found.
    sealed interface Found {
        /// Messages with consecutive offsets.
        record Messages(StoredBatch batch) implements Found {}

        /// Offsets that are not there any more. Told once, never passed over in silence.
        record Gap(Missing missing) implements Found {}
    }

    /// The next messages, in order of their offsets, each once; an empty list when the end is reached, for now.
    ///
    /// @param bytesMax ends the list when its payloads reach this; one batch may exceed it
    /// @throws IOException when the disk fails; the same read may be tried again
    List<Found> next(int bytesMax) throws IOException;

    /// The offset that the next call looks from.
    long offset();

    /// Frees what it holds.
    @Override
    void close();
}
