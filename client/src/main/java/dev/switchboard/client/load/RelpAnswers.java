package dev.switchboard.client.load;

import java.nio.ByteBuffer;

/// Reads `TXNR rsp DATALEN [DATA] LF`, where the data begin with `200` when all is well. Not thread-safe.
final class RelpAnswers {
    private static final int DIGITS_MAX = 9;
    private static final byte[] RSP = {' ', 'r', 's', 'p', ' '};

    private enum Form {
        WHOLE,
        PARTIAL,
        NONE
    }

    private boolean open;
    private long next;
    /// Of the frame at hand: its number, where its data begin and end, where it ends; how far it was read.
    private long number;
    private int dataAt;
    private int dataEnd;
    private int frameEnd;
    private int at;

    boolean isOpen() {
        return open;
    }

    void giveUp(long messages) {
        next = Math.max(next, messages);
    }

    /// Takes whole frames.
    void take(ByteBuffer input, Answers answers) {
        long right = 0;
        long most = answers.unanswered();
        Form form = Form.PARTIAL;
        while (input.hasRemaining() && (form = read(input)) == Form.WHOLE) {
            if (open && right < most && number == RelpExchange.transaction(next) && isGood(input)) {
                right++;
                next++;
                input.position(frameEnd);
                continue;
            }
            if (right > 0) {
                answers.right(right);
                right = 0;
            }
            judge(input, answers);
            input.position(frameEnd);
            most = answers.unanswered();
        }
        if (right > 0) {
            answers.right(right);
        }
        if (form == Form.NONE) {
            answers.broken("no answer of RELP: " + shown(input, input.position(), input.limit()));
            input.position(input.limit());
        }
    }

    /// A frame that is not the next good answer.
    private void judge(ByteBuffer input, Answers answers) {
        String frame = shown(input, input.position(), frameEnd - 1);
        if (!open) {
            if (number == 1 && isGood(input)) {
                open = true;
            } else {
                answers.broken("open was not answered by 200: " + frame);
            }
            return;
        }
        long ahead = ahead(answers.unanswered());
        if (ahead < 0) {
            answers.unasked("an answer that nothing asked for, or that came twice or too late: " + frame);
            return;
        }
        if (ahead > 0) {
            answers.skipped(ahead);
        }
        if (isGood(input)) {
            answers.right(1);
        } else {
            answers.wrong(frame);
        }
        next += ahead + 1;
    }

    /// How many messages with no answer are before the one with this number; -1 when that one is not waited for.
    private long ahead(long unanswered) {
        for (long ahead = 0; ahead < unanswered; ahead++) {
            if (RelpExchange.transaction(next + ahead) == number) {
                return ahead;
            }
        }
        return -1;
    }

    private boolean isGood(ByteBuffer input) {
        return dataEnd - dataAt >= 3
                && input.get(dataAt) == '2'
                && input.get(dataAt + 1) == '0'
                && input.get(dataAt + 2) == '0';
    }

    private Form read(ByteBuffer input) {
        at = input.position();
        int end = input.limit();
        number = number(input, end);
        if (number < 0) {
            return at < end ? Form.NONE : Form.PARTIAL;
        }
        for (byte octet : RSP) {
            if (at == end) {
                return Form.PARTIAL;
            }
            if (input.get(at++) != octet) {
                return Form.NONE;
            }
        }
        long bytes = number(input, end);
        if (bytes < 0) {
            return at < end ? Form.NONE : Form.PARTIAL;
        }
        if (bytes > Exchange.ANSWER_BYTES_MAX) {
            return Form.NONE;
        }
        if (at < end && input.get(at) == ' ') {
            at++; // librelp has this space before an empty end, too
        } else if (at < end && bytes > 0) {
            return Form.NONE;
        }
        dataAt = at;
        dataEnd = at + (int) bytes;
        frameEnd = dataEnd + 1;
        if (end < frameEnd) {
            return Form.PARTIAL;
        }
        return input.get(dataEnd) == '\n' ? Form.WHOLE : Form.NONE;
    }

    /// Reads digits; -1 when there are none, too many, or none behind them yet: then `at` is the end of the input.
    private long number(ByteBuffer input, int end) {
        int from = at;
        long value = 0;
        while (at < end && input.get(at) >= '0' && input.get(at) <= '9' && at - from < DIGITS_MAX) {
            value = value * 10 + input.get(at++) - '0';
        }
        return at == end || at == from ? -1 : value;
    }

    private static String shown(ByteBuffer input, int from, int to) {
        byte[] bytes = new byte[to - from];
        input.get(from, bytes);
        return Expected.shown(bytes);
    }
}
