package dev.switchboard.journal.disk;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Optional;

/// What is known of a full segment without its blocks: what a start needs of an index. The CRC over the whole file is
/// checked; which channels are in which block is not looked at, but by [IndexFile#read] when somebody reads there.
///
/// @param channels numbers of [ChannelIds]; not to be changed
/// @param anyDamage any channel may be in it
/// @param latestMicros of a message; the least number when there is none
/// @param endPosition behind the last record
/// @param producers those in this segment
record IndexSummary(
        long endOffset, BitSet channels, boolean anyDamage, long latestMicros, long endPosition, Producers producers) {

    static IndexSummary of(IndexFile index) {
        BlockIndex blocks = index.blocks();
        return new IndexSummary(
                index.endOffset(),
                blocks.channels(),
                blocks.mayHold(ChannelIds.UNKNOWN),
                blocks.latestMicros(),
                blocks.endPosition(),
                index.producers());
    }

    /// The same, to be kept: the journal knows the producers of all segments in one place.
    IndexSummary withoutProducers() {
        return new IndexSummary(endOffset, channels, anyDamage, latestMicros, endPosition, new Producers());
    }

    /// Reads it from the index file of this segment; nothing when there is no valid one.
    static Optional<IndexSummary> read(Disk disk, SegmentHeader header, ChannelIds ids) throws IOException {
        Optional<ByteBuffer> bytes = CheckedFile.read(disk, FileNames.index(header.number()));
        try {
            return bytes.flatMap(in -> IndexHead.decode(in, header, ids).flatMap(head -> of(head, in)));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty(); // As in IndexFile.
        }
    }

    private static Optional<IndexSummary> of(IndexHead head, ByteBuffer in) {
        return head.damage().isPresent() ? Optional.of(of(head, head.damage().get())) : passBlocks(in, head);
    }

    /// Goes from block to block for nothing but damage, where the head does not tell of it.
    private static Optional<IndexSummary> passBlocks(ByteBuffer in, IndexHead head) {
        int count = Growing.count(in, IndexFile.BLOCK_BYTES_MIN);
        boolean damage = false;
        long latestMicros = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            int at = in.position();
            latestMicros = in.getLong(at + IndexFile.BLOCK_MICROS_AT);
            damage |= in.getInt(at + IndexFile.BLOCK_DAMAGE_AT) != 0;
            in.position(at + IndexFile.BLOCK_CHANNELS_AT);
            int inBlock = Growing.count(in, Integer.BYTES);
            in.position(in.position() + inBlock * Integer.BYTES);
        }
        boolean sound = !in.hasRemaining() && latestMicros == head.latestMicros();
        return sound ? Optional.of(of(head, damage)) : Optional.empty();
    }

    private static IndexSummary of(IndexHead head, boolean damage) {
        BitSet channels = new BitSet();
        for (int id : head.ids()) {
            channels.set(id);
        }
        return new IndexSummary(
                head.endOffset(), channels, damage, head.latestMicros(), head.endPosition(), head.producers());
    }
}
