package dev.switchboard.search;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;

/// A file of the index: ranges that follow each other without holes. See `docs/search-index.md`.
///
/// @param mark the last message in these ranges
/// @param ranges at least one
record WordFile(Mark mark, List<Range> ranges) {
    static final String SUFFIX = ".words";
    /// Of a file that is being written.
    static final String UNFINISHED = ".new";
    /// More are in no file.
    static final int RANGES_MAX = 1 << 16;

    private static final long MAGIC = 0x53574244574F5244L; // SWBDWORD
    private static final int VERSION = 1;
    private static final int MAGIC_VERSION_BYTES = 12;
    private static final int START_BYTES = 36;
    private static final int RANGE_BYTES = 52;
    private static final int CRC_BYTES = 4;
    private static final int FILTER_BYTES_MAX = 1 << 28;

    WordFile {
        ranges = List.copyOf(ranges);
    }

    long from() {
        return ranges.getFirst().from();
    }

    long to() {
        return ranges.getLast().to();
    }

    /// Its name: the first offset with 19 digits.
    String name() {
        return String.format(Locale.ROOT, "%019d%s", from(), SUFFIX);
    }

    /// Whether some of it was found not to be what was written.
    boolean isBroken() {
        return ranges.stream().anyMatch(range -> range.words().isBroken());
    }

    /// Writes it aside and renames it. It is not forced: a file that a crash left in part is found out when
    /// it is read.
    void write(Path directory) throws IOException {
        Path unfinished = directory.resolve(name() + UNFINISHED);
        try (FileChannel file = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            writeAll(file, head());
            for (Range range : ranges) {
                writeAll(file, range.words().bits());
            }
        }
        Files.move(unfinished, directory.resolve(name()), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void writeAll(FileChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    private ByteBuffer head() {
        int length = headBytes(ranges.size());
        ByteBuffer head = ByteBuffer.allocate(length);
        head.putLong(MAGIC).putInt(VERSION).putInt(ranges.size());
        head.putLong(mark.offset()).putLong(mark.micros()).putInt(mark.crc());
        for (Range range : ranges) {
            head.putLong(range.from()).putLong(range.to()).putLong(range.messages());
            head.putLong(range.leastMicros()).putLong(range.latestMicros()).putInt(range.severities());
            head.putInt(range.words().bits().limit()).putInt(range.words().crc());
        }
        return head.putInt(crc(head, length - CRC_BYTES)).flip();
    }

    private static int headBytes(int ranges) {
        return START_BYTES + ranges * RANGE_BYTES + CRC_BYTES;
    }

    /// Reads a file; its filters are mapped and read when they are asked. Nothing when it is not what was
    /// written.
    static Optional<WordFile> read(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer start = part(file, START_BYTES, file.size());
            if (start.limit() < START_BYTES || start.getLong() != MAGIC || start.getInt() != VERSION) {
                return Optional.empty();
            }
            int count = start.getInt();
            if (count < 1 || count > RANGES_MAX) {
                return Optional.empty();
            }
            ByteBuffer head = part(file, headBytes(count), file.size());
            int end = headBytes(count) - CRC_BYTES;
            if (head.limit() != headBytes(count) || head.getInt(end) != crc(head, end)) {
                return Optional.empty();
            }
            return decode(head, file);
        }
    }

    /// The first bytes of a file; fewer where it has fewer.
    private static ByteBuffer part(FileChannel file, int length, long size) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(length, size));
        while (bytes.hasRemaining() && file.read(bytes, bytes.position()) >= 0) {
            // goes on
        }
        return bytes.flip();
    }

    private static Optional<WordFile> decode(ByteBuffer head, FileChannel file) throws IOException {
        long size = file.size();
        if (size > Integer.MAX_VALUE) {
            return Optional.empty();
        }
        ByteBuffer all = file.map(FileChannel.MapMode.READ_ONLY, 0, size);
        head.position(MAGIC_VERSION_BYTES);
        int count = head.getInt();
        Mark mark = new Mark(head.getLong(), head.getLong(), head.getInt());
        List<Range> ranges = new ArrayList<>(count);
        int at = head.limit();
        for (int i = 0; i < count; i++) {
            long[] numbers = new long[5];
            for (int j = 0; j < numbers.length; j++) {
                numbers[j] = head.getLong();
            }
            int severities = head.getInt();
            int length = head.getInt();
            int crc = head.getInt();
            if (length < 1 || length > FILTER_BYTES_MAX || length > size - at) {
                return Optional.empty();
            }
            BloomFilter filter = BloomFilter.read(all.slice(at, length), crc);
            ranges.add(new Range(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], severities, filter));
            at += length;
        }
        return at == size ? Optional.of(new WordFile(mark, ranges)) : Optional.empty();
    }

    private static int crc(ByteBuffer bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(0, length));
        return (int) crc.getValue();
    }
}
