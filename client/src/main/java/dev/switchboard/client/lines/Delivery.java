package dev.switchboard.client.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/// One message that was delivered, as `<CHANNEL #OFFSET TIME SENDER> text`. The same object is used for every message:
/// what it says counts only during the call that it is passed to. Not thread-safe.
public final class Delivery {
    private static final int FIELDS = 3;

    private byte[] bytes = new byte[0];
    private int from;
    private int to;
    private int payloadFrom;
    private int channelTo;
    private int senderFrom;
    private int timeFrom;
    private long offset;
    private boolean cut;

    Delivery() {}

    /// Reads a line.
    ///
    /// @return false when it has another form
    boolean read(byte[] line, int lineFrom, int lineTo, boolean lineCut) {
        bytes = line;
        from = lineFrom;
        to = lineTo;
        cut = lineCut;
        return readHead() && readOffset();
    }

    private boolean readHead() {
        int[] spaces = new int[FIELDS];
        int found = 0;
        int at = from + 1;
        while (at < to && found < FIELDS) {
            if (bytes[at] == ' ') {
                spaces[found++] = at;
            }
            at++;
        }
        channelTo = spaces[0];
        timeFrom = spaces[1] + 1;
        senderFrom = spaces[2] + 1;
        while (at < to && !(bytes[at] == '>' && (at + 1 == to || bytes[at + 1] == ' '))) {
            at++;
        }
        payloadFrom = Math.min(at + 2, to);
        return found == FIELDS && at < to;
    }

    private boolean readOffset() {
        int at = channelTo + 1;
        int end = timeFrom - 1;
        if (at >= end - 1 || bytes[at] != '#') {
            return false;
        }
        offset = 0;
        for (at++; at < end; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9 || offset > (Long.MAX_VALUE - digit) / 10) {
                return false;
            }
            offset = 10 * offset + digit;
        }
        return true;
    }

    /// The message's number in the journal.
    public long offset() {
        return offset;
    }

    /// The message itself.
    public ByteBuffer payload() {
        return view(payloadFrom, to);
    }

    /// The whole line without its LF, as the server sent it.
    public ByteBuffer line() {
        return view(from, to);
    }

    /// The channel that the message came on.
    public String channel() {
        return text(from + 1, channelTo);
    }

    /// When the message arrived at the server, as an ISO 8601 instant.
    public String time() {
        return text(timeFrom, senderFrom - 1);
    }

    /// Who sent it, mostly `HOST:PORT`.
    public String sender() {
        return text(senderFrom, payloadFrom == to && bytes[to - 1] == '>' ? to - 1 : payloadFrom - 2);
    }

    /// Whether the message is longer than [LinesSubscriber#MESSAGE_BYTES_MAX], and its rest is missing.
    public boolean isCut() {
        return cut;
    }

    private ByteBuffer view(int start, int end) {
        return ByteBuffer.wrap(bytes, start, end - start);
    }

    private String text(int start, int end) {
        return new String(bytes, start, end - start, UTF_8);
    }
}
