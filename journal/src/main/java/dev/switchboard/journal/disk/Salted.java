package dev.switchboard.journal.disk;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// CRC-32C that begins with a segment's salt. Not thread-safe.
final class Salted {
    private final CRC32C crc = new CRC32C();
    private final byte[] salt;

    Salted(long salt) {
        this.salt = ByteBuffer.allocate(Long.BYTES).putLong(salt).array();
    }

    /// The CRC of these bytes; leaves the buffer's position at `to`, its limit as it was.
    int of(ByteBuffer bytes, int from, int to) {
        int limit = bytes.limit();
        crc.reset();
        crc.update(salt, 0, salt.length);
        bytes.limit(to).position(from);
        crc.update(bytes);
        bytes.limit(limit);
        return (int) crc.getValue();
    }
}
