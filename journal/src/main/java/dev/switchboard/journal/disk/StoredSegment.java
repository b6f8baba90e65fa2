package dev.switchboard.journal.disk;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A segment's file, as found by somebody who only reads.
///
/// @param header nothing when no copy of it is valid
record StoredSegment(long number, Optional<SegmentHeader> header) {
    /// All, in order.
    static List<StoredSegment> list(Disk disk) throws IOException {
        List<StoredSegment> segments = new ArrayList<>();
        for (long number : SegmentFiles.numbers(disk.list())) {
            try (Disk.DiskFile file = SegmentFiles.openToRead(disk, number)) {
                Optional<SegmentHeader> header = SegmentHeader.read(file).filter(valid -> valid.number() == number);
                segments.add(new StoredSegment(number, header));
            } catch (UnreadableSegmentException e) {
                segments.add(new StoredSegment(number, Optional.empty()));
            } catch (NoSuchFileException e) {
                // Retention removed it meanwhile.
            }
        }
        return segments;
    }

    /// The header of the next segment that has one.
    static Optional<SegmentHeader> nextHeader(List<StoredSegment> segments, int place) {
        return segments.subList(place + 1, segments.size()).stream()
                .flatMap(segment -> segment.header().stream())
                .findFirst();
    }
}
