package dev.switchboard.client.load;

import java.nio.ByteBuffer;

/// Messages of `lines` and their receipts, `[2026-11-21T12:00:00.123Z #42] text`. A line that begins with `!`
/// is an error: a wrong answer. One that begins with `*` only informs.
final class LinesExchange implements Exchange {
    /// `[`, the time, ` #`: what is before the offset.
    private static final int HEAD_BYTES = 1 + 24 + 2;
    private static final int OFFSET_DIGITS_MAX = 19;

    private final PatternOutput output;
    private final ByteBuffer wanted;
    private final Expected expected;
    private final int lineBytes;

    LinesExchange(Pattern pattern, int first) {
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
    }

    @Override
    public void replies(ByteBuffer input, Answers answers) {
        int right;
        do {
            right = takeReceipts(input, answers.unanswered());
            if (right > 0) {
                answers.right(right);
            }
        } while (takeOther(input, answers) || (right > 0 && input.hasRemaining()));
    }

    /// Takes the receipts that are expected; returns how many.
    private int takeReceipts(ByteBuffer input, long most) {
        int right = 0;
        int end = input.limit();
        int at = input.position();
        while (right < most) {
            int text = textAt(input, at, end);
            if (text < 0 || end - text < lineBytes) {
                break;
            }
            int from = expected.at();
            wanted.limit(from + lineBytes).position(from);
            input.limit(text + lineBytes).position(text);
            boolean same = input.mismatch(wanted) < 0;
            input.limit(end);
            if (!same) {
                break;
            }
            at = text + lineBytes;
            expected.advance(1);
            right++;
        }
        input.position(at);
        return right;
    }

    /// Where the text of a receipt begins, or -1 when it is no receipt, or not enough of one.
    private static int textAt(ByteBuffer input, int at, int end) {
        if (end - at <= HEAD_BYTES || input.get(at) != '[' || input.get(at + HEAD_BYTES - 1) != '#') {
            return -1;
        }
        int last = Math.min(end - 1, at + HEAD_BYTES + OFFSET_DIGITS_MAX + 1);
        for (int k = at + HEAD_BYTES; k < last; k++) {
            if (input.get(k) == ']') {
                return input.get(k + 1) == ' ' ? k + 2 : -1;
            }
        }
        return -1;
    }

    /// Takes a line that is not the expected receipt; returns whether one was there whole.
    private boolean takeOther(ByteBuffer input, Answers answers) {
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
        int text = textAt(input, at, end + 1);
        if (text >= 0) {
            expected.judge(bytes(input, text, end + 1), answers);
        } else if (input.get(at) != '*') {
            expected.wrong(Expected.shown(bytes(input, at, end)), answers);
        }
        input.position(end + 1);
        return true;
    }

    private static byte[] bytes(ByteBuffer input, int from, int to) {
        byte[] bytes = new byte[to - from];
        input.get(from, bytes);
        return bytes;
    }
}
