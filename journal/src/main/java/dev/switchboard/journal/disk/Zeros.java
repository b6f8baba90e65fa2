package dev.switchboard.journal.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Files written ahead with zeros.
final class Zeros {
    /// How much is read or written at once.
    static final int CHUNK_BYTES = 1 << 20;

    private static final byte[] ZEROS = new byte[CHUNK_BYTES];

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
    static void write(Disk.DiskFile file, long from, long to) throws IOException {
        for (long at = from; at < to; at += CHUNK_BYTES) {
            file.write(ByteBuffer.wrap(ZEROS, 0, (int) Math.min(CHUNK_BYTES, to - at)), at);
        }
    }
}
