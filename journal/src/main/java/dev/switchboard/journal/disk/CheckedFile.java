package dev.switchboard.journal.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.zip.CRC32C;

/// Small files that are written as a whole, with a CRC at the end.
final class CheckedFile {
    /// A larger one is not read: none that was written is so large.
    static final int BYTES_MAX = 256 << 20;

    private static final int CRC_BYTES = Integer.BYTES;

    private CheckedFile() {}

    /// Replaces a file in one step; durable on return. When it fails, it leaves nothing that takes room.
    static void write(Disk disk, String name, ByteBuffer content) throws IOException {
        int length = content.remaining();
        ByteBuffer bytes = ByteBuffer.allocate(length + CRC_BYTES).put(content);
        bytes.putInt(crc(bytes.array(), length)).flip();
        String unfinished = name + FileNames.NEW;
        try {
            writeAll(disk, unfinished, bytes);
        } catch (IOException e) {
            deleteAfter(e, disk, unfinished);
            throw e;
        }
        disk.rename(unfinished, name);
        disk.forceNames();
    }

    private static void writeAll(Disk disk, String name, ByteBuffer bytes) throws IOException {
        try (Disk.DiskFile file = disk.create(name)) {
            file.write(bytes, 0);
            file.force();
        }
    }

    private static void deleteAfter(IOException failure, Disk disk, String name) {
        try {
            disk.delete(name);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /// The content; nothing when there is no such file or it is not as it was written.
    static Optional<ByteBuffer> read(Disk disk, String name) throws IOException {
        try (Disk.DiskFile file = disk.openToRead(name)) {
            long size = file.size();
            if (size < CRC_BYTES || size > BYTES_MAX) {
                return Optional.empty();
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) size);
            while (bytes.hasRemaining()) {
                if (file.read(bytes, bytes.position()) < 0) {
                    return Optional.empty();
                }
            }
            int length = bytes.capacity() - CRC_BYTES;
            boolean valid = bytes.getInt(length) == crc(bytes.array(), length);
            return valid ? Optional.of(bytes.flip().limit(length)) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
