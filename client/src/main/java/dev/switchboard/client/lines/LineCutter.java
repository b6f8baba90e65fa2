package dev.switchboard.client.lines;

import java.util.Arrays;

/// Cuts a stream of bytes, which arrives in any pieces, into lines that end in LF. Holds the beginning of one line;
/// a line that is longer than the limit is passed on without its rest. Not thread-safe.
final class LineCutter {
    private static final int HELD_BYTES_MIN = 1_024;

    /// Takes each line.
    @FunctionalInterface
    interface Sink {
        /// A line.
        ///
        /// @param bytes holds the line from `from` to `to`, without its LF; valid only during the call
        /// @param cut whether the line was longer, and the rest is gone
        void line(byte[] bytes, int from, int to, boolean cut);
    }

    private final int lineBytesMax;
    private byte[] held = new byte[0];
    private int heldLength;
    private boolean cut;

    LineCutter(int lineBytesMax) {
        this.lineBytesMax = lineBytesMax;
    }

    /// The next bytes of the stream.
    void feed(byte[] bytes, int from, int to, Sink sink) {
        int start = from;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                end(bytes, start, i, sink);
                start = i + 1;
            }
        }
        hold(bytes, start, to);
    }

    /// The end of the stream: what has no LF is a line too.
    void finish(Sink sink) {
        if (heldLength > 0) {
            end(held, 0, 0, sink);
        }
    }

    private void end(byte[] bytes, int from, int to, Sink sink) {
        if (heldLength > 0) {
            hold(bytes, from, to);
            sink.line(held, 0, heldLength, cut);
            heldLength = 0;
            cut = false;
            if (held.length > HELD_BYTES_MIN) {
                held = new byte[0];
            }
        } else {
            int length = Math.min(to - from, lineBytesMax);
            sink.line(bytes, from, from + length, length < to - from);
        }
    }

    private void hold(byte[] bytes, int from, int to) {
        int length = Math.min(to - from, lineBytesMax - heldLength);
        cut |= length < to - from;
        if (heldLength + length > held.length) {
            int grown = Math.max(heldLength + length, Math.min(2 * held.length, lineBytesMax));
            held = Arrays.copyOf(held, Math.max(grown, Math.min(HELD_BYTES_MIN, lineBytesMax)));
        }
        System.arraycopy(bytes, from, held, heldLength, length);
        heldLength += length;
    }
}
