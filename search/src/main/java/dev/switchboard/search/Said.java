package dev.switchboard.search;

import dev.switchboard.message.Batch;
import dev.switchboard.protocol.syslog.SyslogParser;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a message says of itself that a query may ask for; the index and [Matcher] have it from here.
final class Said {
    private static final int SEVERITY_BITS = 7;

    private Said() {}

    /// The severity, or [Severities#NONE]. Allocates nothing.
    static int severity(Batch batch, int index) {
        int priority = SyslogParser.priority(batch.payloads(), batch.start(index), batch.end(index));
        return priority < 0 ? Severities.NONE : priority & SEVERITY_BITS;
    }

    /// The host in lower case: what the message names, else the address of its sender.
    static String host(Batch batch, int index) {
        String named = named(batch, index);
        return named == null ? address(batch) : named;
    }

    /// The host that the message names, in lower case; null when it names none.
    static @Nullable String named(Batch batch, int index) {
        String named = SyslogParser.host(batch.payloads(), batch.start(index), batch.end(index));
        return named == null ? null : named.toLowerCase(Locale.ROOT);
    }

    /// The host of those messages of a batch that name none, in lower case.
    static String address(Batch batch) {
        return address(batch.sender().toString()).toLowerCase(Locale.ROOT);
    }

    /// `HOST:PORT` without its port, and an IPv6 address without its brackets.
    private static String address(String sender) {
        int colon = sender.lastIndexOf(':');
        boolean brackets = colon > 1 && sender.charAt(0) == '[' && sender.charAt(colon - 1) == ']';
        return colon < 0 ? sender : brackets ? sender.substring(1, colon - 1) : sender.substring(0, colon);
    }
}
