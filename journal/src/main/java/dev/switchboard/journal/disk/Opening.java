package dev.switchboard.journal.disk;

import dev.switchboard.message.Missing;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds what is in the directory at start, and brings it into order: `docs/journal-format.md`, "Recovery".
final class Opening {
    private final Disk disk;
    private final JournalOptions options;
    private final JournalEvents events;
    private final MicrosClock clock;
    private final ChannelIds ids = new ChannelIds();
    private final Producers producers = new Producers();
    private final List<Segment> segments = new ArrayList<>();
    private long lastNumber;

    Opening(Disk disk, JournalOptions options, JournalEvents events, MicrosClock clock) {
        this.disk = disk;
        this.options = options;
        this.events = events;
        this.clock = clock;
    }

    /// What was found.
    ///
    /// @param lastNumber the highest number of a segment file
    record Opened(Journaled journaled, SegmentWriter writer, long lastNumber) {}

    Opened open() throws IOException {
        SegmentsAtStart found = SegmentsAtStart.find(disk, events);
        lastNumber = found.lastNumber();
        ProducersFile.read(disk).ifPresent(producers::addAll);
        SegmentWriter writer = open(found.all());
        segments.add(writer.segment());
        disk.forceNames();
        var journaled = new Journaled(disk, options, events, clock, ids, producers, new Segments(segments));
        return new Opened(journaled, writer, lastNumber);
    }

    /// A segment with others behind it.
    private record Full(SegmentsAtStart.Found found, long nextFirstOffset) {
        SegmentHeader header() {
            return found.header();
        }

        boolean isEmpty() {
            return header().firstOffset() == nextFirstOffset;
        }
    }

    /// A full segment and what its index file says, if that is valid.
    private record Indexed(Full full, Optional<IndexSummary> written) {}

    private SegmentWriter open(List<SegmentsAtStart.Found> found) throws IOException {
        List<Full> full = new ArrayList<>();
        for (int i = 0; i + 1 < found.size(); i++) {
            full.add(new Full(found.get(i), found.get(i + 1).header().firstOffset()));
        }
        ReadAhead.inOrder(full, this::readIndex, this::add);
        if (found.isEmpty()) {
            return begin(0);
        }
        SegmentsAtStart.Found last = found.getLast();
        if (!last.compressed()) {
            return last(last.header());
        }
        long end = endOffset(last.header());
        add(readIndex(new Full(last, end)));
        return begin(end);
    }

    /// Where the messages of a compressed segment end that no other follows.
    private long endOffset(SegmentHeader header) throws IOException {
        Optional<IndexSummary> written = IndexSummary.read(disk, header, ids);
        if (written.isPresent()) {
            return written.get().endOffset();
        }
        try (Disk.DiskFile file = SegmentFiles.openToRead(disk, header.number())) {
            return SegmentContents.ofLast(file, header, ids).endOffset();
        }
    }

    private Indexed readIndex(Full full) throws IOException {
        Optional<IndexSummary> written =
                full.isEmpty() ? Optional.empty() : IndexSummary.read(disk, full.header(), ids);
        return new Indexed(full, written.filter(index -> index.endOffset() <= full.nextFirstOffset()));
    }

    private void add(Indexed indexed) throws IOException {
        Full full = indexed.full();
        SegmentHeader header = full.header();
        if (full.isEmpty()) {
            SegmentFiles.delete(disk, header.number());
            disk.delete(FileNames.index(header.number()));
            return;
        }
        boolean written = indexed.written().isPresent();
        IndexSummary index = written ? indexed.written().get() : rebuild(full);
        producers.addAll(index.producers());
        Segment segment = new Segment(header, index);
        segment.fileBytes(written ? full.found().fileBytes() : fileBytes(header));
        if (full.found().compressed()) {
            segment.compressed(segment.fileBytes());
        }
        segments.add(segment);
        reportHole(segment, full.nextFirstOffset());
    }

    private long fileBytes(SegmentHeader header) throws IOException {
        try (Disk.DiskFile file = SegmentFiles.openToRead(disk, header.number())) {
            return SegmentFiles.storedBytes(file);
        }
    }

    private IndexSummary rebuild(Full full) throws IOException {
        SegmentHeader header = full.header();
        boolean plain = !full.found().compressed();
        try (Disk.DiskFile file = open(full.found())) {
            SegmentContents contents = SegmentContents.ofFull(file, header, full.nextFirstOffset(), ids);
            contents.damage().forEach(events::on);
            boolean longer = file.size() > contents.endPosition();
            if (plain && contents.endOffset() == full.nextFirstOffset() && longer) {
                file.truncate(contents.endPosition());
            }
            contents.index().write(disk, ids);
            events.on(new JournalEvent.Rebuilt(FileNames.index(header.number())));
            return IndexSummary.of(contents.index());
        }
    }

    private Disk.DiskFile open(SegmentsAtStart.Found found) throws IOException {
        long number = found.header().number();
        return found.compressed() ? CompressedSegment.open(disk, number) : disk.open(FileNames.segment(number));
    }

    /// A hole that an index knows of was told when the index was made; it is told at every start.
    private void reportHole(Segment segment, long nextFirstOffset) {
        if (segment.endOffset() < nextFirstOffset) {
            var missing = new Missing(segment.endOffset(), nextFirstOffset, Missing.Cause.DAMAGE);
            events.on(new JournalEvent.Damaged(segment.name(), segment.endPosition(), 0, missing));
        }
    }

    private SegmentWriter last(SegmentHeader header) throws IOException {
        String name = FileNames.segment(header.number());
        try (Disk.DiskFile file = disk.open(name)) {
            SegmentContents contents = SegmentContents.ofLast(file, header, ids);
            contents.damage().forEach(events::on);
            long end = contents.endPosition();
            if (contents.hasLeftover()) {
                Zeros.write(file, end, contents.contentEnd());
                long bytes = contents.contentEnd() - end;
                events.on(new JournalEvent.TailDropped(name, end, bytes, contents.endOffset()));
            }
            file.force();
            producers.addAll(contents.index().producers());
            return SegmentWriter.onward(disk, options.sync(), contents, file.size());
        }
    }

    private SegmentWriter begin(long firstOffset) throws IOException {
        lastNumber++;
        var header = new SegmentHeader(lastNumber, firstOffset, clock.micros(), new SecureRandom().nextLong());
        return SegmentWriter.create(disk, options.sync(), header, options.firstSegmentBytes());
    }
}
