package dev.switchboard.protocol.syslog;

import dev.switchboard.protocol.Turn;
import dev.switchboard.protocol.framing.LineEnds;
import dev.switchboard.protocol.framing.PartialMessage;
import java.nio.ByteBuffer;

/// Cuts one connection's bytes into syslog messages, in either framing of RFC 6587, section 3.4; the first
/// byte decides. Never gives up: what fits no framing is a message up to the next line end. Not
/// thread-safe.
///
/// ```
///          no digit
/// FIRST ─────────────► LINE                     ends at LF, CRLF or NUL
///   │ digit                    count and space
///   └────► BETWEEN ──────────────────────────► COUNTED ──all came──► BETWEEN
///             │ └─ part of a count ─► COUNT ──────┘
///             └────── no count ─────────────────► TEXT ──LF or NUL──► BETWEEN
/// ```
/// A message that lies whole in the input is handed on where it lies.
final class SyslogCutter {
    /// What a count may promise: the most that `max-line=` takes. A larger one is taken for text.
    static final int FRAME_BYTES_MAX = 1024 * 1024;

    private static final int COUNT_DIGITS_MAX = 7;
    /// A part is handed on early only if more is held than a line end could be: CR and LF.
    private static final int UNDECIDED_BYTES_MAX = 2;

    private static final int DECIMAL = 10;

    private enum State {
        FIRST,
        LINE,
        BETWEEN,
        COUNT,
        COUNTED,
        TEXT
    }

    /// Takes what is found.
    interface Taker {
        /// One message, or one part of a longer one: what lies from `from` to `to`, during the call.
        void take(ByteBuffer bytes, int from, int to, Turn turn);
    }

    private final int messageBytesMax;
    private final Taker taker;
    private final PartialMessage partial = new PartialMessage();
    private State state = State.FIRST;
    private int missing;

    /// @param messageBytesMax what a message may have; a longer one is handed on in parts of this size
    SyslogCutter(int messageBytesMax, Taker taker) {
        this.messageBytesMax = messageBytesMax;
        this.taker = taker;
    }

    /// Takes the next bytes of the stream, all of them, at least one.
    void cut(ByteBuffer bytes, Turn turn) {
        int at = bytes.position();
        if (state == State.FIRST) {
            state = isDigit(bytes.get(at)) ? State.BETWEEN : State.LINE;
        }
        while (at < bytes.limit()) {
            at = switch (state) {
                case FIRST, LINE -> lines(bytes, at, turn);
                case BETWEEN -> frames(bytes, at, turn);
                case COUNT -> count(bytes, at);
                case COUNTED -> counted(bytes, at, turn);
                case TEXT -> text(bytes, at, turn);
            };
        }
        bytes.position(bytes.limit());
    }

    /// The stream ended: what has come of a message is one.
    void end(Turn turn) {
        if (!partial.isEmpty()) {
            ByteBuffer held = partial.payload(0);
            int end = held.limit();
            parts(held, 0, state == State.COUNTED ? withoutLineEnd(held, 0, end) : end, turn);
            partial.clear();
        }
    }

    private int lines(ByteBuffer bytes, int at, Turn turn) {
        int from = at;
        for (int end = LineEnds.indexOfLfOrNul(bytes, from); end >= 0; end = LineEnds.indexOfLfOrNul(bytes, from)) {
            line(bytes, from, end, turn);
            from = end + 1;
        }
        hold(bytes, from, bytes.limit(), turn);
        return bytes.limit();
    }

    private int text(ByteBuffer bytes, int at, Turn turn) {
        int end = LineEnds.indexOfLfOrNul(bytes, at);
        if (end < 0) {
            hold(bytes, at, bytes.limit(), turn);
            return bytes.limit();
        }
        line(bytes, at, end, turn);
        state = State.BETWEEN;
        return end + 1;
    }

    /// A line ends: at LF, or at NUL, as Python's `SysLogHandler` ends it.
    private void line(ByteBuffer bytes, int from, int end, Turn turn) {
        if (partial.isEmpty()) {
            parts(bytes, from, withoutLineEnd(bytes, from, end + 1), turn);
            return;
        }
        bytes.position(from);
        partial.append(bytes, end + 1 - from);
        completed(turn);
    }

    private int frames(ByteBuffer bytes, int at, Turn turn) {
        int limit = bytes.limit();
        int from = at;
        while (from < limit) {
            byte first = bytes.get(from);
            if (first == '\n' || first == '\r' || first == 0) {
                from++;
                continue;
            }
            int digitsEnd = Math.min(limit, from + COUNT_DIGITS_MAX);
            int i = from;
            int count = 0;
            for (; i < digitsEnd && isDigit(bytes.get(i)); i++) {
                count = DECIMAL * count + bytes.get(i) - '0';
            }
            if (first == '0' || i == from) {
                state = State.TEXT;
                return from;
            }
            if (i == limit) {
                state = State.COUNT;
                bytes.position(from);
                partial.append(bytes, limit - from);
                return limit;
            }
            if (bytes.get(i) != ' ' || count > FRAME_BYTES_MAX) {
                state = State.TEXT;
                return from;
            }
            from = i + 1;
            if (limit - from < count) {
                state = State.COUNTED;
                missing = count;
                return from;
            }
            parts(bytes, from, withoutLineEnd(bytes, from, from + count), turn);
            from += count;
        }
        return limit;
    }

    /// Goes on with a count of which only digits have come, and are held.
    private int count(ByteBuffer bytes, int at) {
        byte next = bytes.get(at);
        if (isDigit(next) && partial.length() < COUNT_DIGITS_MAX) {
            bytes.position(at);
            partial.append(bytes, 1);
            return at + 1;
        }
        int count = countHeld();
        if (next != ' ' || count > FRAME_BYTES_MAX) {
            state = State.TEXT;
            return at;
        }
        partial.clear();
        state = State.COUNTED;
        missing = count;
        return at + 1;
    }

    private int countHeld() {
        ByteBuffer digits = partial.payload(0);
        int count = 0;
        while (digits.hasRemaining()) {
            count = DECIMAL * count + digits.get() - '0';
        }
        return count;
    }

    private int counted(ByteBuffer bytes, int at, Turn turn) {
        int here = Math.min(missing, bytes.limit() - at);
        missing -= here;
        if (missing > 0) {
            hold(bytes, at, at + here, turn);
            return at + here;
        }
        state = State.BETWEEN;
        if (partial.isEmpty()) {
            parts(bytes, at, withoutLineEnd(bytes, at, at + here), turn);
        } else {
            bytes.position(at);
            partial.append(bytes, here);
            completed(turn);
        }
        return at + here;
    }

    private void completed(Turn turn) {
        ByteBuffer held = partial.payload(0);
        parts(held, 0, withoutLineEnd(held, 0, held.limit()), turn);
        partial.clear();
    }

    /// Keeps a message's beginning, but for the parts that are certain.
    private void hold(ByteBuffer bytes, int from, int to, Turn turn) {
        if (from == to) {
            return;
        }
        bytes.position(from);
        partial.append(bytes, to - from);
        int certain = (partial.length() - UNDECIDED_BYTES_MAX - 1) / messageBytesMax * messageBytesMax;
        if (certain > 0) {
            parts(partial.payload(0), 0, certain, turn);
            partial.removeFirst(certain);
        }
    }

    /// Hands on a message, in parts where it is too long; an empty one is none.
    private void parts(ByteBuffer bytes, int from, int to, Turn turn) {
        int start = from;
        while (to - start > messageBytesMax) {
            taker.take(bytes, start, start + messageBytesMax, turn);
            start += messageBytesMax;
        }
        if (start < to) {
            taker.take(bytes, start, to, turn);
        }
    }

    /// Where a message ends whose bytes end at `end`: one LF, CRLF or NUL there is not of it.
    static int withoutLineEnd(ByteBuffer bytes, int from, int end) {
        if (end == from) {
            return end;
        }
        byte last = bytes.get(end - 1);
        if (last == '\n') {
            return end - 1 > from && bytes.get(end - 2) == '\r' ? end - 2 : end - 1;
        }
        return last == 0 ? end - 1 : end;
    }

    private static boolean isDigit(byte octet) {
        return octet >= '0' && octet <= '9';
    }
}
