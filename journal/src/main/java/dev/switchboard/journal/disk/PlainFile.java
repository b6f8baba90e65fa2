package dev.switchboard.journal.disk;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The file `plain`: the numbers of full segments that are not compressed, since that does not pay.
final class PlainFile {
    private static final long MAGIC = SegmentHeader.word("SWBDPLAI");
    private static final int VERSION = 1;

    private PlainFile() {}

    static void write(Disk disk, Set<Long> numbers) throws IOException {
        Growing out = new Growing().putLong(MAGIC).putInt(VERSION).putInt(numbers.size());
        new TreeSet<>(numbers).forEach(out::putLong);
        CheckedFile.write(disk, FileNames.PLAIN, out.toBuffer());
    }

    /// Nothing when there is no valid one.
    static Optional<Set<Long>> read(Disk disk) throws IOException {
        Optional<ByteBuffer> bytes = CheckedFile.read(disk, FileNames.PLAIN);
        try {
            return bytes.filter(in -> in.getLong() == MAGIC && in.getInt() == VERSION)
                    .map(PlainFile::get);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Set<Long> get(ByteBuffer in) {
        Set<Long> numbers = new TreeSet<>();
        int count = Growing.count(in, Long.BYTES);
        for (int i = 0; i < count; i++) {
            numbers.add(in.getLong());
        }
        return numbers;
    }
}
