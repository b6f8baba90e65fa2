package dev.switchboard.protocol.framing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Looks for what ends a line, eight bytes at a time: a byte is LF where the difference with LF is zero, and
/// subtracting one from each byte borrows into the high bit of the first that was (Hacker's Delight, 2nd
/// edition, section 6-1).
public final class LineEnds {
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LF_EVERYWHERE = '\n' * LOW_BITS;

    private LineEnds() {}

    /// Where the first LF is, from `from` up to the buffer's limit, or -1.
    static int indexOfLf(ByteBuffer bytes, int from) {
        int limit = bytes.limit();
        int i = from;
        boolean bigEndian = bytes.order() == ByteOrder.BIG_ENDIAN;
        for (; i <= limit - Long.BYTES; i += Long.BYTES) {
            long word = bytes.getLong(i);
            long zeros = zeros((bigEndian ? Long.reverseBytes(word) : word) ^ LF_EVERYWHERE);
            if (zeros != 0) {
                return i + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
            }
        }
        for (; i < limit; i++) {
            if (bytes.get(i) == '\n') {
                return i;
            }
        }
        return -1;
    }

    /// Where the first LF or NUL is, from `from` up to the buffer's limit, or -1.
    public static int indexOfLfOrNul(ByteBuffer bytes, int from) {
        int limit = bytes.limit();
        int i = from;
        boolean bigEndian = bytes.order() == ByteOrder.BIG_ENDIAN;
        for (; i <= limit - Long.BYTES; i += Long.BYTES) {
            long word = bytes.getLong(i);
            long ordered = bigEndian ? Long.reverseBytes(word) : word;
            long zeros = zeros(ordered ^ LF_EVERYWHERE) | zeros(ordered);
            if (zeros != 0) {
                return i + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
            }
        }
        for (; i < limit; i++) {
            if (bytes.get(i) == '\n' || bytes.get(i) == 0) {
                return i;
            }
        }
        return -1;
    }

    /// The high bit of each byte that is zero; of those above the first, a byte of one may have it too.
    private static long zeros(long word) {
        return (word - LOW_BITS) & ~word & HIGH_BITS;
    }
}
