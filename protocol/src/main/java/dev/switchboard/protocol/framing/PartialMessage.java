package dev.switchboard.protocol.framing;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// The part of a message that has come so far. Grows by doubling with the bytes that came; gives large memory back as
/// soon as the message is done. Not thread-safe.
public final class PartialMessage {
    private static final int INITIAL_BYTES = 256;
    private static final int RETAINED_BYTES_MAX = 4 * 1024;
    private static final byte[] NONE = {};

    private byte[] bytes = NONE;
    private int length;

    /// How many bytes have come.
    public int length() {
        return length;
    }

    /// Whether none has come.
    public boolean isEmpty() {
        return length == 0;
    }

    /// Appends all that remains in the input.
    void append(ByteBuffer input) {
        append(input, input.remaining());
    }

    /// Appends the next `count` bytes of the input.
    public void append(ByteBuffer input, int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.max(INITIAL_BYTES, length + count), 2 * bytes.length));
        }
        input.get(bytes, length, count);
        length += count;
    }

    byte last() {
        return bytes[length - 1];
    }

    /// The message collected, without its last `dropped` bytes. Valid until the next call of any other method.
    public ByteBuffer payload(int dropped) {
        return ByteBuffer.wrap(bytes, 0, length - dropped);
    }

    /// Forgets the first `count` bytes.
    public void removeFirst(int count) {
        length -= count;
        System.arraycopy(bytes, count, bytes, 0, length);
    }

    /// The message is done; the next begins.
    public void clear() {
        length = 0;
        if (bytes.length > RETAINED_BYTES_MAX) {
            bytes = NONE;
        }
    }
}
