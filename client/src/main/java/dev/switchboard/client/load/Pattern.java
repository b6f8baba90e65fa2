package dev.switchboard.client.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Random;

/// Numbered lines of one length, in one piece of memory that is sent from and compared with: sending copies
/// nothing, and checking is one comparison for all that a read brought.
///
/// A line is a lead, its number, letters, and a line feed. After the last comes the first again, some of them
/// as a tail, so that what is on the way on a connection is mostly in one piece. Lines shorter than their
/// numbers repeat earlier. Immutable.
final class Pattern {
    static final int NUMBER_BYTES_MAX = 6;
    private static final int LINES_MIN = 1_021;
    private static final int TAIL_BYTES_MAX = 256 * 1024;
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LETTERS_FROM = 36;
    private static final int LETTERS = 26;
    private static final long SEED = 2463534242L;

    private final ByteBuffer bytes;
    private final int lineBytes;
    private final int lines;
    private final int leadBytes;
    private final int numberBytes;

    /// @param lineBytes of a line with its line feed; more than the lead
    /// @param unanswered how many lines may be on the way on a connection
    Pattern(String lead, int lineBytes, int unanswered) {
        this.lineBytes = lineBytes;
        this.leadBytes = lead.length();
        this.numberBytes = Math.min(NUMBER_BYTES_MAX, lineBytes - 1 - leadBytes);
        this.lines = LINES_MIN + unanswered;
        int tail = Math.min(unanswered, TAIL_BYTES_MAX / lineBytes + 1);
        this.bytes = ByteBuffer.allocateDirect((lines + tail) * lineBytes);
        Random random = new Random(SEED);
        byte[] line = new byte[lineBytes];
        for (int i = 0; i < lines; i++) {
            write(lead.getBytes(US_ASCII), i, random, line);
            bytes.put(line);
        }
        bytes.put(bytes.duplicate().flip().limit(tail * lineBytes)).flip();
    }

    private void write(byte[] lead, int index, Random random, byte[] line) {
        System.arraycopy(lead, 0, line, 0, lead.length);
        int rest = index;
        for (int k = leadBytes; k < lineBytes - 1; k++) {
            boolean ofNumber = k < leadBytes + numberBytes;
            line[k] = (byte) DIGITS.charAt(ofNumber ? rest % DIGITS.length() : LETTERS_FROM + random.nextInt(LETTERS));
            rest /= DIGITS.length();
        }
        line[lineBytes - 1] = '\n';
    }

    int lines() {
        return lines;
    }

    int lineBytes() {
        return lineBytes;
    }

    /// After these the lines begin anew.
    int periodBytes() {
        return lines * lineBytes;
    }

    /// A view of the whole with its tail, for one thread.
    ByteBuffer view() {
        return bytes.duplicate();
    }

    /// Which line this is: its index, or -1 when it is none.
    ///
    /// @param line with its line feed
    int indexOf(byte[] line) {
        if (line.length != lineBytes) {
            return -1;
        }
        int index = 0;
        for (int k = leadBytes + numberBytes - 1; k >= leadBytes; k--) {
            int digit = DIGITS.indexOf(line[k]);
            if (digit < 0) {
                return -1;
            }
            index = index * DIGITS.length() + digit;
            if (index >= lines) {
                return -1;
            }
        }
        return view().slice(index * lineBytes, lineBytes).equals(ByteBuffer.wrap(line)) ? index : -1;
    }
}
