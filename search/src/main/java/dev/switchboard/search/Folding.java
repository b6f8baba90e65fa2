package dev.switchboard.search;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// Text in lower case, as bytes.
final class Folding {
    private static final byte[] FOLDED = new byte[256];

    static {
        for (int i = 0; i < 256; i++) {
            FOLDED[i] = (byte) (i >= 'A' && i <= 'Z' ? i + 'a' - 'A' : i);
        }
    }

    private Folding() {}

    /// An ASCII letter in lower case; any other byte as it is.
    static byte fold(byte octet) {
        return FOLDED[octet & 0xff];
    }

    /// Whether all are ASCII.
    static boolean isAscii(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /// The same text in lower case, word by word: a word of ASCII letter by letter, any other as the [String] that its
    /// UTF-8 is.
    static byte[] folded(byte[] bytes, int from, int to) {
        byte[] folded = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; ) {
            int end = i;
            boolean ascii = true;
            for (; end < to && Words.isOfWord(bytes[end]); end++) {
                ascii &= bytes[end] >= 0;
            }
            if (!ascii) {
                byte[] word = folded(new String(bytes, i, end - i, StandardCharsets.UTF_8));
                folded = withRoom(folded, length + word.length + to - end);
                System.arraycopy(word, 0, folded, length, word.length);
                length += word.length;
                i = end;
            } else {
                for (end = Math.max(end, i + 1); i < end; i++) {
                    folded[length++] = fold(bytes[i]);
                }
            }
        }
        return length == folded.length ? folded : Arrays.copyOf(folded, length);
    }

    /// Characters that are the same in upper case, such as both small sigmas, are the same.
    private static byte[] folded(String word) {
        StringBuilder same = new StringBuilder(word.length());
        word.toLowerCase(Locale.ROOT)
                .codePoints()
                .forEach(each -> same.appendCodePoint(Character.toLowerCase(Character.toUpperCase(each))));
        return same.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] withRoom(byte[] bytes, int length) {
        return bytes.length >= length ? bytes : Arrays.copyOf(bytes, length);
    }
}
