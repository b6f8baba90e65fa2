package dev.switchboard.journal.disk;

import org.jspecify.annotations.Nullable;

/// One segment, as readers and upkeep see it. Whoever commits moves its end while it is in use. Thread-safe.
final class Segment {
    private final SegmentHeader header;

    private volatile long endOffset;
    private volatile long fileBytes;
    private volatile boolean compressed;
    private volatile @Nullable IndexSummary sealed;
    private volatile @Nullable BlockIndex index;

    /// With its index in memory, until [#seal].
    Segment(SegmentHeader header, BlockIndex index, long endOffset) {
        this.header = header;
        this.index = index;
        this.endOffset = endOffset;
    }

    /// With its index in a file.
    Segment(SegmentHeader header, IndexSummary sealed) {
        this.header = header;
        this.endOffset = sealed.endOffset();
        this.sealed = sealed.withoutProducers();
    }

    SegmentHeader header() {
        return header;
    }

    /// Its file's name.
    String name() {
        return compressed ? FileNames.compressed(header.number()) : FileNames.segment(header.number());
    }

    long firstOffset() {
        return header.firstOffset();
    }

    long endOffset() {
        return endOffset;
    }

    /// The messages up to this offset can be read.
    void endAt(long offset) {
        endOffset = offset;
    }

    /// The size of its file.
    long fileBytes() {
        return fileBytes;
    }

    void fileBytes(long bytes) {
        fileBytes = bytes;
    }

    boolean isCompressed() {
        return compressed;
    }

    /// Its file is compressed now, and has this size.
    void compressed(long bytes) {
        compressed = true;
        fileBytes = bytes;
    }

    /// Whether its index is in a file, so that nothing of it changes any more.
    boolean isSealed() {
        return sealed != null;
    }

    /// The index, if it is in memory.
    @Nullable
    BlockIndex index() {
        return index;
    }

    /// Whether a channel may be in it; [ChannelIds#UNKNOWN] may be where there is damage.
    boolean mayHold(int channel) {
        BlockIndex present = index;
        if (present != null) {
            return present.mayHold(channel);
        }
        IndexSummary known = sealed();
        return known.anyDamage() || (channel >= 0 && known.channels().get(channel));
    }

    /// The latest time of a message in it; the least number when there is none.
    long latestMicros() {
        BlockIndex present = index;
        return present != null ? present.latestMicros() : sealed().latestMicros();
    }

    /// Behind its last record.
    long endPosition() {
        BlockIndex present = index;
        return present != null ? present.endPosition() : sealed().endPosition();
    }

    /// Its index is in a file now.
    void seal(IndexFile written) {
        sealed = IndexSummary.of(written).withoutProducers();
        index = null;
    }

    private IndexSummary sealed() {
        IndexSummary known = sealed;
        if (known == null) {
            throw new IllegalStateException(name() + " has no index");
        }
        return known;
    }
}
