package dev.switchboard.serving;

import java.nio.ByteBuffer;

/// The memory that one connection reads into: grows when reads fill it, shrinks when they no longer do, so that an idle
/// connection holds little and a busy one makes few calls. Not thread-safe.
final class ReadBuffer {
    private static final int FACTOR = 4;
    private static final int SMALL_READS_MAX = 16;

    private ByteBuffer buffer = ByteBuffer.allocate(Limits.READ_BYTES_MIN);
    private int smallReads;

    /// Where the next read goes, from index 0.
    byte[] array() {
        return buffer.array();
    }

    /// The bytes of a read of `count` bytes, valid until the next call. The size for the read after is chosen here.
    ByteBuffer filled(int count) {
        ByteBuffer filled = buffer.clear().limit(count);
        int capacity = buffer.capacity();
        if (count == capacity && capacity < Limits.READ_BYTES_MAX) {
            buffer = ByteBuffer.allocate(capacity * FACTOR);
            smallReads = 0;
        } else if (count > capacity / FACTOR || capacity == Limits.READ_BYTES_MIN) {
            smallReads = 0;
        } else if (++smallReads == SMALL_READS_MAX) {
            buffer = ByteBuffer.allocate(capacity / FACTOR);
            smallReads = 0;
        }
        return filled;
    }
}
