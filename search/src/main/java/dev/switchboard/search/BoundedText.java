package dev.switchboard.search;

import java.nio.charset.StandardCharsets;

/// The text of one message after the other as a pattern sees it, which ends the pattern when it has looked at too many
/// characters: patterns that backtrack can take for ever. Not thread-safe.
///
/// Each text adds to what the pattern may do, so that a big search is as free as a small one; what it saves up is
/// bounded.
public final class BoundedText implements CharSequence {
    /// What a pattern may look at besides what each text allows, in characters; a second or less of work.
    static final long LOOKS_MAX = 100_000_000;
    /// How often a pattern may look at each character of a text on average.
    private static final int LOOKS_PER_CHAR = 1_000;

    private byte[] bytes = {};
    private int from;
    private int length;
    private String decoded = "";
    private boolean ascii;
    private long looksLeft = LOOKS_MAX;

    /// Takes the next text; valid until the one after it.
    public void take(byte[] text, int begin, int end) {
        bytes = text;
        from = begin;
        ascii = Folding.isAscii(text, begin, end);
        decoded = ascii ? "" : new String(text, begin, end - begin, StandardCharsets.UTF_8);
        length = ascii ? end - begin : decoded.length();
        looksLeft = Math.min(LOOKS_MAX, looksLeft + (long) LOOKS_PER_CHAR * length);
    }

    /// A character.
    ///
    /// @throws PatternTooHardException when too many were looked at
    @Override
    public char charAt(int index) {
        if (--looksLeft < 0) {
            throw new PatternTooHardException();
        }
        return ascii ? (char) bytes[from + index] : decoded.charAt(index);
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return toString().substring(start, end);
    }

    @Override
    public String toString() {
        return ascii ? new String(bytes, from, length, StandardCharsets.US_ASCII) : decoded;
    }
}
