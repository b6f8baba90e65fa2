package dev.switchboard.search;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Finds one term in texts, by bytes: Horspool's algorithm, which mostly looks at one byte in as many as the term has.
/// Immutable.
final class TermFinder {
    private final byte[] folded;
    private final boolean ascii;
    private final boolean prefix;
    private final boolean beginsInWord;
    private final boolean endsInWord;
    /// How far the end of the term moves on, by the byte that is there; 0 where it is the term's last.
    private final int[] skips = new int[256];
    /// The same where it is the term's last, but the rest differs.
    private final int skipBehindLast;

    TermFinder(WantedText.Term term) {
        byte[] bytes = term.text().getBytes(StandardCharsets.UTF_8);
        folded = Folding.folded(bytes, 0, bytes.length);
        ascii = Folding.isAscii(bytes, 0, bytes.length);
        prefix = term.prefix();
        beginsInWord = Words.isOfWord(folded[0]);
        endsInWord = Words.isOfWord(folded[folded.length - 1]);
        int last = folded.length - 1;
        Arrays.fill(skips, folded.length);
        for (int i = 0; i < last; i++) {
            skip(folded[i], last - i);
        }
        skipBehindLast = skips[folded[last] & 0xff];
        skip(folded[last], 0);
    }

    private void skip(byte octet, int count) {
        skips[octet & 0xff] = count;
        if (octet >= 'a' && octet <= 'z') {
            skips[octet - 'a' + 'A'] = count;
        }
    }

    /// Whether the term is in a text. Allocates only when term and text both have bytes from 0x80.
    boolean isIn(byte[] text, int from, int to) {
        if (ascii || Folding.isAscii(text, from, to)) {
            return find(text, from, to) >= 0;
        }
        byte[] other = Folding.folded(text, from, to);
        return find(other, 0, other.length) >= 0;
    }

    /// Where the term begins in a text, from `from` on, or -1. Letters that are not ASCII are taken as they are.
    int find(byte[] text, int from, int to) {
        int last = folded.length - 1;
        int at = from + last;
        while (at < to) {
            int skip = skips[text[at] & 0xff];
            if (skip > 0) {
                at += skip;
            } else if (isSame(text, at - last) && isWhole(text, at - last, from, to)) {
                return at - last;
            } else {
                at += skipBehindLast;
            }
        }
        return -1;
    }

    int length() {
        return folded.length;
    }

    private boolean isSame(byte[] text, int at) {
        for (int i = 0; i < folded.length - 1; i++) {
            if (Folding.fold(text[at + i]) != folded[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean isWhole(byte[] text, int at, int from, int to) {
        int end = at + folded.length;
        return !(beginsInWord && at > from && Words.isOfWord(text[at - 1]))
                && (prefix || !(endsInWord && end < to && Words.isOfWord(text[end])));
    }
}
