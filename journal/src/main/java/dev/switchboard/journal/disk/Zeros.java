package dev.switchboard.journal.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Files written ahead with zeros.
final class Zeros {
    /// How much is read at once.
    private static final int CHUNK_BYTES = 1 << 20;

    /// How much is written at once: not every kernel lets another thread run before a write returns.
    private static final int WRITE_BYTES = 64 << 10;

    private static final byte[] ZEROS = new byte[CHUNK_BYTES];
    private static final ByteBuffer TO_WRITE = BlockFile.aligned(WRITE_BYTES).asReadOnlyBuffer();

    private Zeros() {}

    /// Behind the last byte of a file that is not zero; 0 when all are. What is added meanwhile may be left out.
    static long contentEnd(Disk.DiskFile file) throws IOException {
        long size = file.size();
        ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK_BYTES, size));
        for (long end = size; end > 0; ) {
            long from = Math.max(0, end - CHUNK_BYTES);
            chunk.clear().limit((int) (end - from));
            while (chunk.hasRemaining() && file.read(chunk, from + chunk.position()) >= 0) {}
            int length = chunk.position();
            if (Arrays.mismatch(chunk.array(), 0, length, ZEROS, 0, length) >= 0) {
                while (chunk.get(length - 1) == 0) {
                    length--;
                }
                return from + length;
            }
            end = from;
        }
        return 0;
    }

    /// Writes zeros.
    static void write(Disk.AppendFile file, long from, long to) throws IOException {
        ByteBuffer zeros = TO_WRITE.duplicate();
        for (long at = from; at < to; at += WRITE_BYTES) {
            zeros.clear().limit((int) Math.min(WRITE_BYTES, to - at));
            file.write(zeros, at);
        }
    }
}
