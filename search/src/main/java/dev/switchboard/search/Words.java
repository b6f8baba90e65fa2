package dev.switchboard.search;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The words of a text: maximal runs of ASCII letters, digits, `_` and bytes from 0x80 on. Case does not
/// matter. A word is told as a hash of 64 bits; two words may have the same.
public final class Words {
    /// What becomes of each byte: 0 between words, -1 for one that is no ASCII, else the lower case.
    private static final byte[] FOLDED = folded();

    private static final long SEED = 0x9E3779B97F4A7C15L;
    private static final long FACTOR = 0xD6E8FEB86659FD93L;

    private Words() {}

    /// Takes the words, one after the other.
    @FunctionalInterface
    public interface Sink {
        /// The next word's hash.
        void word(long hash);
    }

    /// Tells the words in a part of an array. Allocates nothing where all is ASCII.
    public static void each(byte[] bytes, int from, int to, Sink sink) {
        int at = from;
        while (at < to) {
            if (FOLDED[bytes[at] & 0xff] == 0) {
                at++;
            } else {
                at = word(bytes, at, to, sink);
            }
        }
    }

    /// Tells the word that begins here, and returns where it ends.
    private static int word(byte[] bytes, int from, int to, Sink sink) {
        long hash = SEED;
        long eight = 0;
        boolean ascii = true;
        int at = from;
        int folded;
        while (at < to && (folded = FOLDED[bytes[at] & 0xff]) != 0) {
            ascii &= folded > 0;
            eight = (eight << 8) | folded;
            at++;
            if (((at - from) & 7) == 0) {
                hash = mixed(hash ^ eight);
                eight = 0;
            }
        }
        sink.word(ascii ? finished(hash, eight, at - from) : foreign(bytes, from, at));
        return at;
    }

    /// The hash of a name as a word of its own kind, whatever its characters are.
    ///
    /// @param kind keeps it apart from words and from names of other kinds
    static long marked(int kind, String name) {
        byte[] bytes = canonical(name);
        return mixed(plain(bytes, bytes.length) + kind * FACTOR);
    }

    /// Whether a byte belongs to a word.
    static boolean isOfWord(byte value) {
        return FOLDED[value & 0xff] != 0;
    }

    private static long foreign(byte[] bytes, int from, int to) {
        byte[] word = canonical(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        return plain(word, word.length);
    }

    /// In lower case; and characters that are the same in upper case, such as both small sigmas, are the
    /// same here.
    private static byte[] canonical(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        StringBuilder same = new StringBuilder(lower.length());
        lower.codePoints().forEach(each -> same.appendCodePoint(Character.toLowerCase(Character.toUpperCase(each))));
        return same.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static long plain(byte[] bytes, int length) {
        long hash = SEED;
        long eight = 0;
        for (int i = 0; i < length; i++) {
            eight = (eight << 8) | (bytes[i] & 0xff);
            if (((i + 1) & 7) == 0) {
                hash = mixed(hash ^ eight);
                eight = 0;
            }
        }
        return finished(hash, eight, length);
    }

    private static long finished(long hash, long eight, int length) {
        return mixed(mixed(hash ^ eight) + length);
    }

    private static long mixed(long value) {
        long product = value * FACTOR;
        return product ^ (product >>> 32);
    }

    private static byte[] folded() {
        byte[] table = new byte[256];
        for (int i = 0; i < table.length; i++) {
            boolean ofWord = i >= 0x80 || i == '_' || Character.isLetterOrDigit(i);
            table[i] = !ofWord ? 0 : i >= 0x80 ? (byte) -1 : (byte) Character.toLowerCase(i);
        }
        return table;
    }
}
