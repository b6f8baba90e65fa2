package dev.switchboard.client.lines;

import java.util.Arrays;

/// Messages as the lines that carry them: a leading `/` doubled, a CR at the end doubled because one before the LF
/// belongs to the line end, and the LF. Grows with what is added, and keeps its arrays when cleared. Not thread-safe.
final class LineBatch {
    /// What a line can have beside its message: `/`, CR and LF, in bytes.
    static final int ENVELOPE_BYTES_MAX = 3;

    private static final int BYTES_INITIAL = 1_024;
    private static final int LINES_INITIAL = 64;

    private byte[] bytes = new byte[BYTES_INITIAL];
    private int[] ends = new int[LINES_INITIAL];
    private int count;

    /// Adds a message, which has no LF in it.
    void add(byte[] source, int from, int to) {
        int length = to - from;
        int end = end();
        reserve(end, length + ENVELOPE_BYTES_MAX);
        if (length > 0 && source[from] == '/') {
            bytes[end++] = '/';
        }
        System.arraycopy(source, from, bytes, end, length);
        end += length;
        if (length > 0 && source[to - 1] == '\r') {
            bytes[end++] = '\r';
        }
        bytes[end++] = '\n';
        ends[count++] = end;
    }

    /// Adds the place of a message that cannot be sent: a line without any bytes.
    void addUnsendable() {
        int end = end();
        reserve(end, 0);
        ends[count++] = end;
    }

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    /// Holds all lines. Not to be changed.
    byte[] bytes() {
        return bytes;
    }

    /// Where line `index`, from 0, begins in [#bytes()].
    int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    /// How many bytes line `index` has, 0 when it cannot be sent.
    int length(int index) {
        return ends[index] - start(index);
    }

    private int end() {
        return count == 0 ? 0 : ends[count - 1];
    }

    private void reserve(int end, int length) {
        if (end + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end + length, 2 * bytes.length));
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
        }
    }
}
