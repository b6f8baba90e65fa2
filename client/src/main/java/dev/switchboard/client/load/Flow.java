package dev.switchboard.client.load;

import java.nio.ByteBuffer;

/// One connection's messages and answers, without its socket: what may be unanswered, since when each message
/// is, and what became of it. Bytes and times in, bytes out. Not thread-safe.
final class Flow implements Answers {
    /// What is written at once where nothing answers.
    private static final int WRITE_BYTES = 64 * 1024;

    private final int index;
    private final Exchange exchange;
    private final boolean answers;
    private final int window;
    private final long[] intendedNanos;
    private final int mask;
    private Pace pace;
    private Tally tally;
    private long granted;
    private long settled;
    /// What was granted before the present pace.
    private long before;
    private long nowNanos;
    private boolean broken;
    private byte[] rest = {};

    /// @param index of the connection, from 0
    Flow(int index, LoadConfig config, Pattern pattern, Pace pace, Tally tally) {
        this.index = index;
        this.exchange = Exchange.of(config, pattern, index);
        this.answers = config.protocol().answers();
        this.window = answers ? config.pipeline() : Math.max(config.pipeline(), WRITE_BYTES / pattern.lineBytes());
        this.mask = Integer.highestOneBit(Math.max(1, window - 1)) * 2 - 1;
        this.intendedNanos = new long[answers ? mask + 1 : 0];
        this.pace = pace;
        this.tally = tally;
    }

    /// Goes on with a new round; nothing is unanswered.
    void begin(Pace next, Tally nextTally) {
        pace = next;
        tally = nextTally;
        before = granted;
        if (broken) {
            pace.leave(index, 0);
        }
    }

    /// What is to be written now, maybe empty, maybe less than all.
    ByteBuffer output(long now) {
        if (exchange.isOpen() && !broken) {
            int more = pace.grant(index, granted - before, window - (int) (granted - settled), now);
            if (more > 0) {
                if (answers) {
                    for (long number = granted; number < granted + more; number++) {
                        intendedNanos[(int) number & mask] = pace.intendedNanos(index, number - before, now);
                    }
                }
                granted += more;
                tally.granted += more;
            }
        }
        return exchange.output(granted);
    }

    /// Something was written; where nothing answers, that is all that will ever be known.
    void wrote(long now) {
        if (!answers) {
            long written = exchange.written() - settled;
            if (written > 0) {
                settled += written;
                tally.right += written;
                tally.lastAnswerNanos = now;
            }
        }
    }

    /// Makes the input ready for more: what was left of the last one is at its beginning.
    ByteBuffer readInto(ByteBuffer input) {
        input.clear();
        return input.put(rest);
    }

    /// Takes what came. What is not a whole answer yet is kept.
    void received(ByteBuffer input, long now) {
        nowNanos = now;
        exchange.replies(input, this);
        rest = input.hasRemaining() ? new byte[input.remaining()] : rest.length == 0 ? rest : new byte[0];
        if (rest.length > 0) {
            input.get(rest);
        }
    }

    boolean isOpen() {
        return exchange.isOpen();
    }

    /// Whether messages are answered at all.
    boolean isAnswered() {
        return answers;
    }

    boolean isBroken() {
        return broken;
    }

    ByteBuffer farewell() {
        return exchange.farewell();
    }

    /// The connection is over too early: what is unanswered is lost.
    @Override
    public void broken(String why) {
        if (!broken) {
            broken = true;
            tally.broken++;
            tally.fault(why);
            giveUp();
            pace.leave(index, granted - before);
        }
    }

    /// What is unanswered is lost.
    void giveUp() {
        long open = granted - settled;
        if (open > 0) {
            tally.lost += open;
            tally.fault("an answer did not come");
            settled = granted;
            exchange.giveUp(granted);
        }
    }

    @Override
    public long unanswered() {
        return granted - settled;
    }

    @Override
    public void right(long count) {
        long end = settled + count;
        long number = settled;
        while (number < end) {
            long intended = intendedNanos[(int) number & mask];
            long same = number + 1;
            while (same < end && intendedNanos[(int) same & mask] == intended) {
                same++;
            }
            tally.latency(nowNanos - intended, same - number);
            number = same;
        }
        settled = end;
        tally.right += count;
        tally.lastAnswerNanos = nowNanos;
    }

    @Override
    public void wrong(String what) {
        settled++;
        tally.wrongAnswer();
        tally.fault("wrong: " + what);
    }

    @Override
    public void skipped(long count) {
        settled += count;
        tally.lost += count;
        tally.fault("an answer did not come, one to a later message did");
    }

    @Override
    public void unasked(String what) {
        tally.wrong++;
        tally.fault(what);
    }
}
