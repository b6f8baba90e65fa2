package dev.switchboard.client.load;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Lines, and the same lines back. A stamp, `[` … `] ` of 27 bytes, may be anywhere, since a server without
/// framing stamps what one read brought, and that may begin within a line.
final class EchoExchange implements Exchange {
    static final int STAMP_BYTES = 27;

    private final Pattern pattern;
    private final PatternOutput output;
    private final ByteBuffer wanted;
    private final Expected expected;
    private final int lineBytes;
    /// How many bytes of the expected line have come.
    private int lineAt;

    EchoExchange(Pattern pattern, int first) {
        this.pattern = pattern;
        this.output = new PatternOutput(pattern, first);
        this.wanted = pattern.view();
        this.expected = new Expected(pattern, first);
        this.lineBytes = pattern.lineBytes();
    }

    @Override
    public ByteBuffer output(long messages) {
        return output.until(messages);
    }

    @Override
    public long written() {
        return output.sentLines();
    }

    @Override
    public void giveUp(long messages) {
        expected.giveUp(messages);
        lineAt = 0;
    }

    @Override
    public void replies(ByteBuffer input, Answers answers) {
        while (input.hasRemaining()) {
            if (!takeExpected(input, answers) && !takeOther(input, answers)) {
                return;
            }
        }
    }

    /// Takes all that is as expected; returns whether that was anything.
    private boolean takeExpected(ByteBuffer input, Answers answers) {
        int from = expected.at() + lineAt;
        long sent = output.sentBytes() - expected.next() * lineBytes - lineAt;
        int length = (int) Math.min(Math.min(input.remaining(), sent), wanted.capacity() - from);
        if (length <= 0) {
            return false;
        }
        int end = input.limit();
        wanted.limit(from + length).position(from);
        input.limit(input.position() + length);
        int differs = input.mismatch(wanted);
        int same = differs < 0 ? length : differs;
        input.limit(end).position(input.position() + same);
        lineAt += same;
        int lines = lineAt / lineBytes;
        if (lines > 0) {
            lineAt -= lines * lineBytes;
            expected.advance(lines);
            answers.right(lines);
        }
        return same > 0;
    }

    /// Takes a stamp, or a line that is not the expected one; returns whether it was there whole.
    private boolean takeOther(ByteBuffer input, Answers answers) {
        int at = input.position();
        if (input.get(at) == '[') {
            if (input.remaining() < STAMP_BYTES) {
                return false;
            }
            if (isStamp(input, at)) {
                input.position(at + STAMP_BYTES);
                return true;
            }
        }
        return takeLine(input, answers);
    }

    private boolean takeLine(ByteBuffer input, Answers answers) {
        int at = input.position();
        int end = at;
        while (end < input.limit() && input.get(end) != '\n') {
            end++;
        }
        if (end == input.limit()) {
            if (input.remaining() > lineBytes + ANSWER_BYTES_MAX) {
                answers.broken("a line does not end");
                input.position(end);
            }
            return false;
        }
        byte[] line = new byte[lineAt + end + 1 - at];
        pattern.view().get(expected.at(), line, 0, lineAt);
        int length = lineAt;
        for (int k = at; k <= end; k++) {
            if (input.get(k) == '[' && k + STAMP_BYTES <= end && isStamp(input, k)) {
                k += STAMP_BYTES - 1;
            } else {
                line[length++] = input.get(k);
            }
        }
        input.position(end + 1);
        lineAt = 0;
        expected.judge(Arrays.copyOf(line, length), answers);
        return true;
    }

    private static boolean isStamp(ByteBuffer input, int at) {
        return input.get(at + STAMP_BYTES - 2) == ']' && input.get(at + STAMP_BYTES - 1) == ' ';
    }
}
