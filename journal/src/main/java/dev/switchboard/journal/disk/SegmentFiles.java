package dev.switchboard.journal.disk;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.stream.Stream;

/// The file of a segment, whichever form it has: plain, or compressed. Where both are, the plain one counts.
final class SegmentFiles {
    private SegmentFiles() {}

    /// The numbers of all segments among these names, in order.
    static List<Long> numbers(List<String> names) {
        return Stream.concat(FileNames.segmentNumbers(names).stream(), FileNames.compressedNumbers(names).stream())
                .sorted()
                .distinct()
                .toList();
    }

    /// Opens a segment to read it by plain positions.
    ///
    /// @throws NoSuchFileException when it was removed
    /// @throws UnreadableSegmentException when it is compressed, and damaged so that nothing can be read
    static Disk.DiskFile openToRead(Disk disk, long number) throws IOException {
        try {
            return disk.openToRead(FileNames.segment(number));
        } catch (NoSuchFileException e) {
            // The compressed one has its name before the plain one loses it.
            return CompressedSegment.open(disk, number);
        }
    }

    /// The name of a segment's open file.
    static String name(Disk.DiskFile file, long number) {
        return file instanceof CompressedSegment compressed ? compressed.name() : FileNames.segment(number);
    }

    /// How much room an open segment takes on the disk.
    static long storedBytes(Disk.DiskFile file) throws IOException {
        return file instanceof CompressedSegment compressed ? compressed.storedBytes() : file.size();
    }

    /// Where in its file a plain position of an open segment is: of a compressed one, where the frame begins.
    static long storedPosition(Disk.DiskFile file, long position) {
        if (file instanceof CompressedSegment compressed) {
            FrameTable table = compressed.table();
            return table.start(Math.min(table.frameOf(position), table.frames() - 1));
        }
        return position;
    }

    /// Deletes a segment, in both forms.
    static void delete(Disk disk, long number) throws IOException {
        disk.delete(FileNames.segment(number));
        disk.delete(FileNames.compressed(number));
    }
}
