package dev.switchboard.journal.disk;

import dev.switchboard.message.ChannelName;
import java.nio.ByteBuffer;
import java.util.Optional;

/// What an index file says of the whole segment, which is before its blocks: `docs/journal-format.md`, "Index".
///
/// @param damage whether there is any; nothing when the file does not say so here
/// @param ids of its channels, in the order in which the blocks number them
/// @param producers those in this segment
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record IndexHead(
        long endOffset, long endPosition, long latestMicros, Optional<Boolean> damage, int[] ids, Producers producers) {

    /// Reads it up to the blocks; nothing when it is another segment's or another version's.
    ///
    /// @throws java.nio.BufferUnderflowException when there is less than it says
    /// @throws IllegalArgumentException when it cannot be
    static Optional<IndexHead> decode(ByteBuffer in, SegmentHeader header, ChannelIds ids) {
        if (in.getLong() != IndexFile.MAGIC) {
            return Optional.empty();
        }
        int version = in.getInt();
        if ((version != IndexFile.VERSION && version != IndexFile.VERSION_WITHOUT_DAMAGE)
                || in.getLong() != header.number()
                || in.getLong() != header.salt()
                || in.getLong() != header.firstOffset()) {
            return Optional.empty();
        }
        long endOffset = in.getLong();
        long endPosition = in.getLong();
        long latestMicros = in.getLong();
        Optional<Boolean> damage = version == IndexFile.VERSION ? Optional.of(in.getInt() != 0) : Optional.empty();
        int[] channels = new int[Growing.count(in, 1)];
        for (int i = 0; i < channels.length; i++) {
            channels[i] = ids.of(ChannelName.of(Growing.name(in)).orElseThrow(IllegalArgumentException::new));
        }
        Producers producers = ProducersFile.get(in);
        return Optional.of(new IndexHead(endOffset, endPosition, latestMicros, damage, channels, producers));
    }
}
