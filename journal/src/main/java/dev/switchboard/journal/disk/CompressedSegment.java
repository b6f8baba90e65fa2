package dev.switchboard.journal.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// A compressed segment to read, which looks like the plain one: by its positions, with its size. What cannot be
/// decompressed reads as zeros. Holds one frame in memory, decompressed. Not thread-safe.
final class CompressedSegment implements Disk.DiskFile {
    private static final String READ_ONLY = "a compressed segment is only read";

    private final String name;
    private final Disk.DiskFile file;
    private final FrameTable table;
    private final ByteBuffer headerArea;
    private byte[] frame = {};
    private byte[] plain = {};
    private int present = -1;

    private CompressedSegment(String name, Disk.DiskFile file, FrameTable table) {
        this.name = name;
        this.file = file;
        this.table = table;
        this.headerArea = table.header().bytes();
    }

    /// @throws java.nio.file.NoSuchFileException when there is none
    /// @throws UnreadableSegmentException when neither copy of its table is valid, or it is another segment's
    static CompressedSegment open(Disk disk, long number) throws IOException {
        String name = FileNames.compressed(number);
        return of(name, disk.openToRead(name), number);
    }

    /// The same in an open file, which is closed when this fails.
    static CompressedSegment of(String name, Disk.DiskFile file, long number) throws IOException {
        boolean taken = false;
        try {
            Optional<FrameTable> table = front(file);
            if (table.isEmpty()) {
                table = back(file);
            }
            FrameTable valid = table.filter(found -> found.header().number() == number)
                    .orElseThrow(() -> new UnreadableSegmentException(name));
            taken = true;
            return new CompressedSegment(name, file, valid);
        } finally {
            if (!taken) {
                file.close();
            }
        }
    }

    private static Optional<FrameTable> front(Disk.DiskFile file) throws IOException {
        ByteBuffer start = bytes(file, 0, FrameTable.START_BYTES);
        return start.hasRemaining() ? table(file, 0, FrameTable.bytesFromStart(start)) : Optional.empty();
    }

    private static Optional<FrameTable> back(Disk.DiskFile file) throws IOException {
        ByteBuffer end = bytes(file, file.size() - FrameTable.END_BYTES, FrameTable.END_BYTES);
        int length = end.hasRemaining() ? FrameTable.bytesFromEnd(end) : -1;
        return table(file, file.size() - length, length);
    }

    private static Optional<FrameTable> table(Disk.DiskFile file, long at, int length) throws IOException {
        if (length < 0) {
            return Optional.empty();
        }
        ByteBuffer bytes = bytes(file, at, length);
        return bytes.hasRemaining() ? FrameTable.decode(bytes) : Optional.empty();
    }

    /// These bytes of a file; none when it does not have all of them.
    private static ByteBuffer bytes(Disk.DiskFile file, long at, int length) throws IOException {
        if (at < 0 || at + length > file.size()) {
            return ByteBuffer.allocate(0);
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        return fill(file, at, bytes) ? bytes.flip() : ByteBuffer.allocate(0);
    }

    private static boolean fill(Disk.DiskFile file, long at, ByteBuffer bytes) throws IOException {
        long from = at - bytes.position();
        while (bytes.hasRemaining()) {
            if (file.read(bytes, from + bytes.position()) < 0) {
                return false;
            }
        }
        return true;
    }

    String name() {
        return name;
    }

    FrameTable table() {
        return table;
    }

    SegmentHeader header() {
        return table.header();
    }

    /// The size of its file.
    long storedBytes() throws IOException {
        return file.size();
    }

    /// Whether the copy of the table at the beginning, or that at the end, is as it was written.
    boolean hasTableAt(long position) throws IOException {
        ByteBuffer expected = table.encode();
        return bytes(file, position, expected.remaining()).equals(expected);
    }

    /// Where the copies of the table are.
    long[] tablesAt() {
        return new long[] {0, table.fileBytes() - table.bytes()};
    }

    /// Whether there is a copy of the table that [#mendTables] would make anew.
    boolean hasBadTable() throws IOException {
        long[] at = tablesAt();
        return isBadTableAt(at[0]) || isBadTableAt(at[1]);
    }

    private boolean isBadTableAt(long position) throws IOException {
        return storedBytes() >= table.fileBytes() && !hasTableAt(position);
    }

    /// Makes a bad copy of the table anew from the other; durable on return. Only in a file that is open to write.
    ///
    /// @return whether one was bad
    boolean mendTables() throws IOException {
        boolean mended = false;
        for (long at : tablesAt()) {
            if (isBadTableAt(at)) {
                file.write(table.encode(), at);
                file.force();
                mended = true;
            }
        }
        return mended;
    }

    /// Whether a frame is as it was written.
    ///
    /// @throws IOException when the disk fails, or zstd cannot be used
    boolean isWhole(int number) throws IOException {
        return load(number);
    }

    /// Whether every byte of the file is as it was written.
    boolean isWhole() throws IOException {
        boolean whole = storedBytes() == table.fileBytes();
        for (long at : tablesAt()) {
            whole = whole && hasTableAt(at);
        }
        for (int i = 0; whole && i < table.frames(); i++) {
            whole = load(i);
        }
        return whole;
    }

    @Override
    public int read(ByteBuffer bytes, long position) throws IOException {
        if (position >= table.plainBytes()) {
            return -1;
        }
        int wanted = bytes.remaining();
        if (position < SegmentHeader.AREA_BYTES) {
            int count = (int) Math.min(wanted, SegmentHeader.AREA_BYTES - position);
            bytes.put(headerArea.slice((int) position, count));
            return count;
        }
        int number = table.frameOf(position);
        if (number != present && !load(number)) {
            Arrays.fill(plain, (byte) 0);
        }
        present = number;
        int from = (int) (position - table.plainStart(number));
        int count = Math.min(wanted, table.plainLength(number) - from);
        bytes.put(plain, from, count);
        return count;
    }

    /// Decompresses a frame into `plain`, whatever is there.
    private boolean load(int number) throws IOException {
        present = -1;
        int length = table.length(number);
        int plainLength = table.plainLength(number);
        if (frame.length < length) {
            frame = new byte[length];
        }
        if (plain.length < plainLength) {
            plain = new byte[plainLength];
        }
        return fill(file, table.start(number), ByteBuffer.wrap(frame, 0, length))
                && Frames.crc(frame, length) == table.crc(number)
                && Frames.decompress(frame, length, plain, plainLength);
    }

    /// The size of the plain segment.
    @Override
    public long size() {
        return table.plainBytes();
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
        throw new IOException(READ_ONLY);
    }

    @Override
    public void truncate(long size) throws IOException {
        throw new IOException(READ_ONLY);
    }

    @Override
    public void force() throws IOException {
        throw new IOException(READ_ONLY);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
