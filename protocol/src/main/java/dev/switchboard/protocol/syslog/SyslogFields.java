package dev.switchboard.protocol.syslog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a message says of itself where its text is syslog, as RFC 5424 or RFC 3164 have it or as it is found
/// in the wild. What it does not say, or not so that it can be understood, is null. Immutable.
///
/// @param priority `PRI`: eight times the facility, plus the severity; 0 to 191, or -1 when there is none
/// @param sentMicros the sender's time in microseconds since 1970
/// @param structuredData in the order of the message; see RFC 5424, section 6.3
/// @param bodyStart where in the message its free text begins; 0 when nothing before it could be understood
public record SyslogFields(
        int priority,
        @Nullable Long sentMicros,
        @Nullable String host,
        @Nullable String app,
        @Nullable String procId,
        @Nullable String msgId,
        List<Element> structuredData,
        int bodyStart) {
    /// One element of structured data, such as `[origin ip="10.0.0.7"]`.
    public record Element(String id, List<Param> params) {
        public Element {
            params = List.copyOf(params);
        }
    }

    /// A parameter of an element, its value without escapes.
    public record Param(String name, String value) {}

    /// Of a message that says nothing of itself.
    public static final SyslogFields NONE = new SyslogFields(-1, null, null, null, null, null, List.of(), 0);

    public SyslogFields {
        structuredData = List.copyOf(structuredData);
    }

    /// 0 (kernel) to 23 (local7), or -1 when there is none.
    public int facility() {
        return priority >> 3;
    }

    /// 0 (emergency) to 7 (debug), or -1 when there is none.
    public int severity() {
        return priority < 0 ? -1 : priority & 7;
    }
}
