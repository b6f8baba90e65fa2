package dev.switchboard.search;

import dev.switchboard.message.Batch;
import java.util.Locale;

/// What a message says of itself that a query may ask for; the index and [Matcher] have it from here.
final class Said {
    private static final int PRIORITY_MAX = 191;

    private Said() {}

    /// The severity, or [Severities#NONE].
    static int severity(Batch batch, int index) {
        byte[] bytes = batch.payloads();
        int at = batch.start(index);
        int to = batch.end(index);
        int priority = -1;
        if (at < to && bytes[at] == '<') {
            int value = 0;
            int digits = 0;
            for (at++; at < to && digits < 3 && bytes[at] >= '0' && bytes[at] <= '9'; at++, digits++) {
                value = value * 10 + bytes[at] - '0';
            }
            priority = digits > 0 && at < to && bytes[at] == '>' && value <= PRIORITY_MAX ? value : -1;
        }
        return priority < 0 ? Severities.NONE : priority & 7;
    }

    /// The host in lower case: what the message names, else the address of its sender.
    static String host(Batch batch, int index) {
        return address(batch.sender().toString()).toLowerCase(Locale.ROOT);
    }

    /// `HOST:PORT` without its port, and an IPv6 address without its brackets.
    private static String address(String sender) {
        int colon = sender.lastIndexOf(':');
        boolean brackets = colon > 1 && sender.charAt(0) == '[' && sender.charAt(colon - 1) == ']';
        return colon < 0 ? sender : brackets ? sender.substring(1, colon - 1) : sender.substring(0, colon);
    }
}
