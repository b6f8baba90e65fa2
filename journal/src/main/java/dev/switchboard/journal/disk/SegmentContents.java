package dev.switchboard.journal.disk;

import dev.switchboard.message.Missing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What a segment holds, learnt by reading all of it.
///
/// @param index of what is kept
/// @param endPosition behind the last record that is kept, marks included
/// @param contentEnd behind the last byte that is not zero
/// @param damage in order; at most [#DAMAGES_MAX]
record SegmentContents(IndexFile index, long endPosition, long contentEnd, List<JournalEvent.Damaged> damage) {
    /// More are not listed, only counted as one from there to the end.
    static final int DAMAGES_MAX = 1000;

    /// The last segment: behind a bad spot that no later group confirms, nothing is kept.
    static SegmentContents ofLast(Disk.DiskFile file, SegmentHeader header, ChannelIds ids) throws IOException {
        return new Reading(file, header, ids, Long.MAX_VALUE).last();
    }

    /// A segment that others follow: everything below the next one's first offset was durable.
    static SegmentContents ofFull(Disk.DiskFile file, SegmentHeader header, long nextFirstOffset, ChannelIds ids)
            throws IOException {
        return new Reading(file, header, ids, nextFirstOffset).full();
    }

    long endOffset() {
        return index.endOffset();
    }

    /// Bytes that are not zero behind what is kept.
    boolean hasLeftover() {
        return contentEnd > endPosition;
    }

    /// The same, as if there were nothing behind the last record.
    SegmentContents upToEnd() {
        return new SegmentContents(index, endPosition, Math.min(contentEnd, endPosition), damage);
    }

    private static final class Reading {
        private final Disk.DiskFile file;
        private final SegmentScan scan;
        private final SegmentHeader header;
        private final ChannelIds ids;
        private final long limit;
        private final BlockIndex blocks = new BlockIndex();
        private final Producers producers = new Producers();
        private final List<JournalEvent.Damaged> damage = new ArrayList<>();
        /// From the first bad spot that is not known to be damage.
        private final List<SegmentScan.Piece> pending = new ArrayList<>();

        private long endOffset;
        private long endPosition = SegmentHeader.AREA_BYTES;

        Reading(Disk.DiskFile file, SegmentHeader header, ChannelIds ids, long limit) throws IOException {
            this.file = file;
            this.scan = new SegmentScan(file, header);
            this.header = header;
            this.ids = ids;
            this.limit = limit;
            this.endOffset = header.firstOffset();
        }

        SegmentContents last() throws IOException {
            readAll(false);
            return contents();
        }

        SegmentContents full() throws IOException {
            readAll(true);
            if (endOffset < limit) {
                keepPending();
                long from = Math.min(endPosition, scan.contentEnd());
                lost(from, Math.max(from, scan.contentEnd()), limit);
            }
            return contents();
        }

        private SegmentContents contents() {
            blocks.endAt(endPosition);
            var index = new IndexFile(header, endOffset, blocks, producers);
            return new SegmentContents(index, endPosition, scan.contentEnd(), damage);
        }

        /// @param confirmed whether every record confirms what is before it, not only the first of a group
        private void readAll(boolean confirmed) throws IOException {
            while (true) {
                switch (scan.next()) {
                    case SegmentScan.Piece.Whole whole -> {
                        if (whole.head().offset() >= limit && !whole.head().isMark()) {
                            return;
                        }
                        pending.add(whole);
                        if (pending.size() == 1 || confirmed || whole.head().isFirstInGroup()) {
                            keepPending();
                        }
                    }
                    case SegmentScan.Piece.Bad bad -> pending.add(bad);
                    case SegmentScan.Piece.End end -> {
                        return;
                    }
                }
            }
        }

        private void keepPending() {
            for (int i = 0; i < pending.size(); i++) {
                switch (pending.get(i)) {
                    case SegmentScan.Piece.Whole whole -> keep(whole);
                    case SegmentScan.Piece.Bad bad -> {
                        blocks.addDamage(bad.from(), bad.to(), endOffset);
                        lost(bad.from(), bad.to(), offsetAfter(i));
                        endPosition = bad.to();
                    }
                    case SegmentScan.Piece.End end -> {}
                }
            }
            pending.clear();
        }

        /// The offset of the record behind a bad spot; where the file ends with it, unknown as yet.
        private long offsetAfter(int bad) {
            boolean known = bad + 1 < pending.size() && pending.get(bad + 1) instanceof SegmentScan.Piece.Whole;
            return known
                    ? ((SegmentScan.Piece.Whole) pending.get(bad + 1)).head().offset()
                    : endOffset;
        }

        private void lost(long from, long to, long endsAt) {
            if (damage.size() < DAMAGES_MAX) {
                long stored = SegmentFiles.storedPosition(file, from);
                var missing = new Missing(endOffset, endsAt, Missing.Cause.DAMAGE);
                damage.add(
                        new JournalEvent.Damaged(SegmentFiles.name(file, header.number()), stored, to - from, missing));
            }
        }

        private void keep(SegmentScan.Piece.Whole whole) {
            RecordHead head = whole.head();
            var channel = whole.channel();
            if (channel != null) {
                blocks.add(whole.position(), head.length(), head.offset(), head.micros(), ids.of(channel));
            }
            var producer = whole.producer();
            if (producer != null) {
                producers.heard(producer, whole.sequence() + head.count() - 1, head.micros());
            }
            endOffset = head.end();
            endPosition = whole.endPosition();
        }
    }
}
