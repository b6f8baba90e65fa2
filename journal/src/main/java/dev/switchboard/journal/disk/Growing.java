package dev.switchboard.journal.disk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Bytes for a small file, written one behind the other; and the same read.
final class Growing {
    private static final int INITIAL_BYTES = 4096;

    private ByteBuffer bytes = ByteBuffer.allocate(INITIAL_BYTES);

    Growing putInt(int value) {
        room(Integer.BYTES).putInt(value);
        return this;
    }

    Growing putLong(long value) {
        room(Long.BYTES).putLong(value);
        return this;
    }

    /// At most 255 bytes, behind their count in a byte.
    Growing putName(byte[] name) {
        room(1 + name.length).put((byte) name.length).put(name);
        return this;
    }

    private ByteBuffer room(int count) {
        if (bytes.remaining() < count) {
            bytes = ByteBuffer.allocate(Math.max(bytes.capacity() * 2, bytes.position() + count))
                    .put(bytes.flip());
        }
        return bytes;
    }

    ByteBuffer toBuffer() {
        return bytes.flip();
    }

    /// Reads what [#putName] wrote.
    static String name(ByteBuffer in) {
        byte[] name = new byte[in.get() & 0xff];
        in.get(name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    /// Reads a count of things that take at least this many bytes each.
    static int count(ByteBuffer in, int bytesEach) {
        int count = in.getInt();
        if (count < 0 || (long) count * bytesEach > in.remaining()) {
            throw new IllegalArgumentException("cannot be " + count);
        }
        return count;
    }
}
