package dev.switchboard.search;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// A Bloom filter: each word sets [#PROBES] bits, so a word of which one is not set is not there. With
/// [#BITS_PER_WORD], about three of a thousand other words seem to be there. Thread-safe.
///
/// Where it is from a file it is checked against its CRC before its first use; one that is not what was
/// written, or that the disk does not bring, says of every word that it may be there.
final class BloomFilter {
    static final int BITS_PER_WORD = 12;
    static final int PROBES = 8;

    private static final int BYTES_LEAST = 8;
    /// Odd, and without a pattern: so the probes of one word do not repeat each other.
    private static final long FACTOR = 0xD1342543DE82EF95L;

    private enum State {
        UNCHECKED,
        VALID,
        BROKEN
    }

    private final ByteBuffer bits;
    private final int crc;
    private volatile State state;

    private BloomFilter(ByteBuffer bits, int crc, State state) {
        this.bits = bits;
        this.crc = crc;
        this.state = state;
    }

    /// @param words different ones
    static BloomFilter of(long[] words) {
        byte[] bits = new byte[Math.max(BYTES_LEAST, Math.toIntExact((long) words.length * BITS_PER_WORD / 8 + 1))];
        long size = bits.length * 8L;
        for (long word : words) {
            long at = word;
            for (int i = 0; i < PROBES; i++) {
                int bit = place(at, size);
                bits[bit >>> 3] |= (byte) (1 << (bit & 7));
                at *= FACTOR;
            }
        }
        ByteBuffer buffer = ByteBuffer.wrap(bits);
        return new BloomFilter(buffer, crc(buffer), State.VALID);
    }

    /// @param bits from the buffer's start to its end, at least one byte
    /// @param crc what they must have
    static BloomFilter read(ByteBuffer bits, int crc) {
        return new BloomFilter(bits, crc, State.UNCHECKED);
    }

    /// False only when the word is not there.
    boolean mayHold(long hash) {
        try {
            return !isValid() || has(hash == 0 ? 1 : hash);
        } catch (InternalError e) {
            // The disk does not bring a page of the file.
            state = State.BROKEN;
            return true;
        }
    }

    private boolean isValid() {
        if (state == State.UNCHECKED) {
            state = crc(bits) == crc ? State.VALID : State.BROKEN;
        }
        return state == State.VALID;
    }

    private boolean has(long word) {
        long size = bits.limit() * 8L;
        long at = word;
        for (int i = 0; i < PROBES; i++) {
            int bit = place(at, size);
            if (((bits.get(bit >>> 3) >> (bit & 7)) & 1) == 0) {
                return false;
            }
            at *= FACTOR;
        }
        return true;
    }

    /// From the upper half of the number, spread over all bits.
    private static int place(long at, long size) {
        return (int) (((at >>> 32) * size) >>> 32);
    }

    /// Whether it was found to be broken.
    boolean isBroken() {
        return state == State.BROKEN;
    }

    /// The bits, from the buffer's start to its end. Not to be changed.
    ByteBuffer bits() {
        return bits.duplicate();
    }

    int crc() {
        return crc;
    }

    private static int crc(ByteBuffer bits) {
        CRC32C crc = new CRC32C();
        crc.update(bits.duplicate());
        return (int) crc.getValue();
    }
}
