package dev.switchboard.journal.disk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which segments are in the directory at start. Removes what was not finished, and mends headers and tables of which
/// one
/// copy is bad.
final class SegmentsAtStart {
    private final Disk disk;
    private final JournalEvents events;
    private final List<Found> found = new ArrayList<>();
    private long lastNumber;

    /// A segment that can be read.
    record Found(SegmentHeader header, boolean compressed) {}

    private SegmentsAtStart(Disk disk, JournalEvents events) {
        this.disk = disk;
        this.events = events;
    }

    /// Looks, and brings into order.
    ///
    /// @throws IOException when the disk fails, or files of different journals are mixed
    static SegmentsAtStart find(Disk disk, JournalEvents events) throws IOException {
        SegmentsAtStart segments = new SegmentsAtStart(disk, events);
        segments.removeUnfinished();
        segments.keepOneForm();
        segments.findAll();
        segments.checkOrder();
        return segments;
    }

    /// In order.
    List<Found> all() {
        return List.copyOf(found);
    }

    /// The highest number of a segment's file, whether it can be read or not; 0 when there is none.
    long lastNumber() {
        return lastNumber;
    }

    private void removeUnfinished() throws IOException {
        for (String name : disk.list()) {
            if (name.endsWith(FileNames.NEW) || name.equals(FileNames.SPARE)) {
                disk.delete(name);
            }
        }
    }

    /// Where a segment is there in both forms, the server ended between the two steps that replace one by the other.
    private void keepOneForm() throws IOException {
        List<String> names = disk.list();
        Set<Long> both = new HashSet<>(FileNames.compressedNumbers(names));
        both.retainAll(FileNames.segmentNumbers(names));
        for (long number : both) {
            boolean whole = isWhole(number);
            disk.delete(whole ? FileNames.segment(number) : FileNames.compressed(number));
        }
    }

    private boolean isWhole(long number) throws IOException {
        try (CompressedSegment compressed = CompressedSegment.open(disk, number)) {
            return compressed.isWhole();
        } catch (UnreadableSegmentException e) {
            return false;
        }
    }

    private void findAll() throws IOException {
        List<String> names = disk.list();
        Set<Long> plain = Set.copyOf(FileNames.segmentNumbers(names));
        for (long number : SegmentFiles.numbers(names)) {
            lastNumber = number;
            if (plain.contains(number)) {
                findPlain(number);
            } else {
                findCompressed(number);
            }
        }
    }

    private void findPlain(long number) throws IOException {
        String name = FileNames.segment(number);
        boolean unused = false;
        try (Disk.DiskFile file = disk.open(name)) {
            Optional<SegmentHeader> header = SegmentHeader.read(file).filter(valid -> valid.number() == number);
            if (header.isPresent()) {
                mend(file, header.get());
                found.add(new Found(header.get(), false));
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

    /// One bad copy of a header is made anew from the other.
    private void mend(Disk.DiskFile file, SegmentHeader header) throws IOException {
        if (!SegmentHeader.area(file).rewind().equals(header.bytes())) {
            file.write(header.bytes(), 0);
            file.force();
            events.on(new JournalEvent.Rebuilt(FileNames.segment(header.number())));
        }
    }

    private void findCompressed(long number) throws IOException {
        String name = FileNames.compressed(number);
        try (CompressedSegment segment = CompressedSegment.of(name, disk.open(name), number)) {
            if (segment.mendTables()) {
                events.on(new JournalEvent.Rebuilt(name));
            }
            found.add(new Found(segment.header(), true));
        } catch (UnreadableSegmentException e) {
            events.on(new JournalEvent.Unreadable(name, "neither copy of its table is valid"));
        }
    }

    private void checkOrder() throws IOException {
        for (int i = 1; i < found.size(); i++) {
            SegmentHeader before = found.get(i - 1).header();
            SegmentHeader header = found.get(i).header();
            if (header.firstOffset() < before.firstOffset()) {
                throw new IOException("%s does not follow %s: do all files in %s belong to one journal?"
                        .formatted(FileNames.segment(header.number()), FileNames.segment(before.number()), disk));
            }
        }
    }
}
