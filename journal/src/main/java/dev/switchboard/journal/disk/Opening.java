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
        removeUnfinished();
        ProducersFile.read(disk).ifPresent(producers::addAll);
        List<SegmentHeader> headers = headers();
        for (int i = 0; i + 1 < headers.size(); i++) {
            full(headers.get(i), headers.get(i + 1).firstOffset());
        }
        SegmentWriter writer = headers.isEmpty() ? first() : last(headers.getLast());
        segments.add(writer.segment());
        disk.forceNames();
        var journaled = new Journaled(disk, options, events, clock, ids, producers, new Segments(segments));
        return new Opened(journaled, writer, lastNumber);
    }

    private void removeUnfinished() throws IOException {
        for (String name : disk.list()) {
            if (name.endsWith(FileNames.NEW) || name.equals(FileNames.SPARE)) {
                disk.delete(name);
            }
        }
    }

    private List<SegmentHeader> headers() throws IOException {
        List<SegmentHeader> headers = new ArrayList<>();
        for (long number : FileNames.segmentNumbers(disk.list())) {
            lastNumber = number;
            String name = FileNames.segment(number);
            boolean unused = false;
            try (Disk.DiskFile file = disk.open(name)) {
                Optional<SegmentHeader> header = SegmentHeader.read(file).filter(valid -> valid.number() == number);
                if (header.isPresent()) {
                    mend(file, header.get());
                    headers.add(header.get());
                } else if (Zeros.contentEnd(file) <= SegmentHeader.AREA_BYTES) {
                    unused = true;
                } else {
                    events.on(new JournalEvent.Unreadable(name, "neither copy of its header is valid"));
                }
            }
            if (unused) {
                disk.delete(name);
            }
        }
        checkOrder(headers);
        return headers;
    }

    /// One bad copy of a header is made anew from the other.
    private void mend(Disk.DiskFile file, SegmentHeader header) throws IOException {
        if (!SegmentHeader.area(file).rewind().equals(header.bytes())) {
            file.write(header.bytes(), 0);
            file.force();
            events.on(new JournalEvent.Rebuilt(FileNames.segment(header.number())));
        }
    }

    private void checkOrder(List<SegmentHeader> headers) throws IOException {
        for (int i = 1; i < headers.size(); i++) {
            if (headers.get(i).firstOffset() < headers.get(i - 1).firstOffset()) {
                throw new IOException("%s does not follow %s: do all files in %s belong to one journal?"
                        .formatted(
                                FileNames.segment(headers.get(i).number()),
                                FileNames.segment(headers.get(i - 1).number()),
                                disk));
            }
        }
    }

    private void full(SegmentHeader header, long nextFirstOffset) throws IOException {
        if (nextFirstOffset == header.firstOffset()) {
            disk.delete(FileNames.segment(header.number()));
            disk.delete(FileNames.index(header.number()));
            return;
        }
        IndexFile index = index(header, nextFirstOffset);
        producers.addAll(index.producers());
        Segment segment = new Segment(header, index.blocks(), index.endOffset());
        segment.seal(index.blocks());
        try (Disk.DiskFile file = disk.openToRead(segment.name())) {
            segment.fileBytes(file.size());
        }
        segments.add(segment);
        reportHole(segment, nextFirstOffset);
    }

    private IndexFile index(SegmentHeader header, long nextFirstOffset) throws IOException {
        Optional<IndexFile> written = IndexFile.read(disk, header, ids);
        if (written.isPresent() && written.get().endOffset() <= nextFirstOffset) {
            return written.get();
        }
        try (Disk.DiskFile file = disk.open(FileNames.segment(header.number()))) {
            SegmentContents contents = SegmentContents.ofFull(file, header, nextFirstOffset, ids);
            contents.damage().forEach(events::on);
            if (contents.endOffset() == nextFirstOffset && file.size() > contents.endPosition()) {
                file.truncate(contents.endPosition());
            }
            contents.index().write(disk, ids);
            events.on(new JournalEvent.Rebuilt(FileNames.index(header.number())));
            return contents.index();
        }
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
        Disk.DiskFile file = disk.open(name);
        boolean taken = false;
        try {
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
            taken = true;
            return SegmentWriter.onward(contents, file);
        } finally {
            if (!taken) {
                file.close();
            }
        }
    }

    private SegmentWriter first() throws IOException {
        lastNumber++;
        var header = new SegmentHeader(lastNumber, 0, clock.micros(), new SecureRandom().nextLong());
        return SegmentWriter.create(disk, header, options.firstSegmentBytes());
    }
}
