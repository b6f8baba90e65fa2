package dev.switchboard.client.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.OptionalLong;

/// What the first character of a server's line says, and the texts behind it.
final class ReplyText {
    static final byte RECEIPT = '[';
    static final byte DELIVERY = '<';
    static final byte INFORMATION = '*';
    static final byte PROBLEM = '!';

    /// The rest of a text for people is left out, in bytes.
    static final int SHOWN_BYTES_MAX = 1_000;

    /// What a reply can have beside the message: brackets, channel, offset, time, sender. In bytes, with some to spare.
    static final int ENVELOPE_BYTES_MAX = 1_024;

    /// All channels, where the name of one is wanted.
    static final String ALL_CHANNELS = "*";

    private static final int MARK_CHARS = 2;
    private static final String STOPPING = "server is stopping";
    private static final String NOT_STORED = "not stored: ";
    private static final String SEND_AGAIN = "send again";

    private ReplyText() {}

    /// The first byte of the line, or 0 when it is empty.
    static byte mark(byte[] bytes, int from, int to) {
        return from == to ? 0 : bytes[from];
    }

    /// What follows the first character and its space.
    static String behindMark(byte[] bytes, int from, int to) {
        int start = Math.min(from + MARK_CHARS, to);
        return new String(bytes, start, Math.min(to - start, SHOWN_BYTES_MAX), UTF_8);
    }

    /// The line as it is.
    static String whole(byte[] bytes, int from, int to) {
        return new String(bytes, from, Math.min(to - from, SHOWN_BYTES_MAX), UTF_8);
    }

    static boolean isStopping(String information) {
        return information.equals(STOPPING);
    }

    /// Why a message was not stored, without the words that say that it was not.
    static String reason(String problem) {
        return problem.startsWith(NOT_STORED) ? problem.substring(NOT_STORED.length()) : problem;
    }

    /// Whether the problem is the server's and may pass, rather than the message's own: then it says to send again.
    static boolean mayPass(String problem) {
        return problem.contains(SEND_AGAIN);
    }

    /// The number at the end of a text that begins so; nothing when it is another text.
    static OptionalLong numberBehind(String beginning, String text) {
        if (!text.startsWith(beginning)) {
            return OptionalLong.empty();
        }
        try {
            long number = Long.parseLong(text.substring(beginning.length()));
            return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
        } catch (NumberFormatException _) {
            return OptionalLong.empty();
        }
    }
}
