package dev.switchboard.journal.disk;

/// How a journal on disk is kept.
///
/// @param segmentBytesMax size at which a segment is full; one group of batches may exceed it; 4 KiB to 1 GiB
/// @param firstSegmentBytes size of the first segment of a new directory, written ahead with zeros before it opens; at
///     most `segmentBytesMax`. Where every group is forced, each next one is written ahead too, in the background,
///     twice as large. 0 to write nothing ahead
/// @param groupBytesMax what is written and forced as one, in bytes; a single larger batch makes a group of its own;
///     the journal holds this much memory
/// @param frameBytes how much of a full segment is compressed as one piece; 0 for no compression, else 1 KiB to 1 MiB.
///     More saves more, and costs more where a single message is read
public record JournalOptions(
        Sync sync, Retention retention, int segmentBytesMax, int firstSegmentBytes, int groupBytesMax, int frameBytes) {
    /// Forced, everything kept, segments of 64 MiB, the first 4 MiB, groups of 8 MiB, compressed by 256 KiB.
    public static final JournalOptions DEFAULT =
            new JournalOptions(Sync.FORCE, Retention.ALL, 64 << 20, 4 << 20, 8 << 20, 256 << 10);

    private static final int SEGMENT_BYTES_LEAST = 4 << 10;
    private static final int SEGMENT_BYTES_MOST = 1 << 30;
    private static final int GROUP_BYTES_LEAST = 4 << 10;
    private static final int FRAME_BYTES_LEAST = 1 << 10;

    public JournalOptions {
        if (segmentBytesMax < SEGMENT_BYTES_LEAST || segmentBytesMax > SEGMENT_BYTES_MOST) {
            throw new IllegalArgumentException("segmentBytesMax is not from 4 KiB to 1 GiB: " + segmentBytesMax);
        }
        if (firstSegmentBytes < 0 || firstSegmentBytes > segmentBytesMax) {
            throw new IllegalArgumentException("firstSegmentBytes is not from 0 to segmentBytesMax");
        }
        if (groupBytesMax < GROUP_BYTES_LEAST || groupBytesMax > RecordFormat.LENGTH_MAX) {
            throw new IllegalArgumentException("groupBytesMax is not from 4 KiB to 64 MiB: " + groupBytesMax);
        }
        if (frameBytes != 0 && (frameBytes < FRAME_BYTES_LEAST || frameBytes > FrameTable.FRAME_BYTES_MAX)) {
            throw new IllegalArgumentException("frameBytes is neither 0 nor from 1 KiB to 1 MiB: " + frameBytes);
        }
    }

    /// The same with another sync.
    public JournalOptions with(Sync other) {
        return new JournalOptions(other, retention, segmentBytesMax, firstSegmentBytes, groupBytesMax, frameBytes);
    }

    /// The same with another retention.
    public JournalOptions with(Retention other) {
        return new JournalOptions(sync, other, segmentBytesMax, firstSegmentBytes, groupBytesMax, frameBytes);
    }
}
