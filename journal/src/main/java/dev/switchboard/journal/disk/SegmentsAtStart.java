package dev.switchboard.journal.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Which segments are in the directory at start. Removes what was not finished, and mends headers and tables where
/// one copy is bad.
final class SegmentsAtStart {
    private final Disk disk;
    private final JournalEvents events;
    private final SortedSet<Long> plain = new TreeSet<>();
    private final SortedSet<Long> compressed = new TreeSet<>();
    private final List<Found> found = new ArrayList<>();
    private long lastNumber;

    /// A segment that can be read.
    ///
    /// @param fileBytes the size of its file
    record Found(SegmentHeader header, boolean compressed, long fileBytes) {}

    /// A file that was looked at.
    ///
    /// @param found nothing where there is something to mend, or to tell
    private record Looked(long number, Optional<Found> found) {}

    private SegmentsAtStart(Disk disk, JournalEvents events) {
        this.disk = disk;
        this.events = events;
    }

    /// Looks, and brings into order.
    ///
    /// @throws IOException when the disk fails, or files of different journals are mixed
    static SegmentsAtStart find(Disk disk, JournalEvents events) throws IOException {
        SegmentsAtStart segments = new SegmentsAtStart(disk, events);
        List<String> names = disk.list();
        segments.removeUnfinished(names);
        segments.plain.addAll(FileNames.segmentNumbers(names));
        segments.compressed.addAll(FileNames.compressedNumbers(names));
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

    private void removeUnfinished(List<String> names) throws IOException {
        for (String name : names) {
            if (name.endsWith(FileNames.NEW) || name.equals(FileNames.SPARE)) {
                disk.delete(name);
            }
        }
    }

    /// Where a segment is there in both forms, the server ended between the two steps that replace one by the other.
    private void keepOneForm() throws IOException {
        Set<Long> both = new TreeSet<>(compressed);
        both.retainAll(plain);
        for (long number : both) {
            if (isWhole(number)) {
                disk.delete(FileNames.segment(number));
                plain.remove(number);
            } else {
                disk.delete(FileNames.compressed(number));
                compressed.remove(number);
            }
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
        SortedSet<Long> numbers = new TreeSet<>(plain);
        numbers.addAll(compressed);
        ReadAhead.inOrder(List.copyOf(numbers), this::look, this::take);
    }

    /// Only looks.
    private Looked look(long number) throws IOException {
        return new Looked(number, plain.contains(number) ? lookAtPlain(number) : lookAtCompressed(number));
    }

    private Optional<Found> lookAtPlain(long number) throws IOException {
        try (Disk.DiskFile file = disk.openToRead(FileNames.segment(number))) {
            ByteBuffer area = SegmentHeader.area(file).rewind();
            long bytes = file.size();
            return SegmentHeader.of(area)
                    .filter(valid -> valid.number() == number && area.equals(valid.bytes()))
                    .map(header -> new Found(header, false, bytes));
        }
    }

    private Optional<Found> lookAtCompressed(long number) throws IOException {
        try (CompressedSegment segment = CompressedSegment.open(disk, number)) {
            return segment.hasBadTable() ? Optional.empty() : Optional.of(found(segment));
        } catch (UnreadableSegmentException e) {
            return Optional.empty();
        }
    }

    private static Found found(CompressedSegment segment) throws IOException {
        return new Found(segment.header(), true, segment.storedBytes());
    }

    private void take(Looked looked) throws IOException {
        lastNumber = looked.number();
        if (looked.found().isPresent()) {
            found.add(looked.found().get());
        } else if (plain.contains(looked.number())) {
            findPlain(looked.number());
        } else {
            findCompressed(looked.number());
        }
    }

    private void findPlain(long number) throws IOException {
        String name = FileNames.segment(number);
        boolean unused = false;
        try (Disk.DiskFile file = disk.open(name)) {
            Optional<SegmentHeader> header = SegmentHeader.read(file).filter(valid -> valid.number() == number);
            if (header.isPresent()) {
                mend(file, header.get());
                found.add(new Found(header.get(), false, file.size()));
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
            found.add(found(segment));
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
