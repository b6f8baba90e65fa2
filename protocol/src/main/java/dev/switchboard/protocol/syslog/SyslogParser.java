package dev.switchboard.protocol.syslog;

import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads what a message says of itself: as RFC 5424, as RFC 3164, or as the senders that follow neither write
/// it. What is not certain is left out. It takes time linear in the header's length, throws nothing for what
/// a message holds, keeps nothing, and may be called by any thread.
public final class SyslogParser {
    private SyslogParser() {}

    /// All that the message says.
    ///
    /// @param from where in the array the message begins
    /// @param to behind its last byte
    /// @param arrivedMicros when it arrived, in microseconds since 1970; a time without year is of the year
    ///     that brings it nearest to this
    /// @param zone of a time that does not name its own
    /// @throws IndexOutOfBoundsException when the message is not within the array
    public static SyslogFields parse(byte[] bytes, int from, int to, long arrivedMicros, ZoneId zone) {
        Header header = header(bytes, from, to);
        int start = start(header);
        int after = Rfc5424.readHost(header, start);
        if (after >= 0) {
            Rfc5424.readRest(header, after);
        } else if (!Legacy.read(header, start)) {
            if (!header.hasPriority()) {
                return SyslogFields.NONE;
            }
            header.body = start;
        }
        return new SyslogFields(
                header.priority,
                header.stamp.micros(arrivedMicros, zone),
                header.text(header.hostFrom, header.hostTo),
                header.text(header.appFrom, header.appTo),
                header.text(header.procFrom, header.procTo),
                header.text(header.msgFrom, header.msgTo),
                header.structuredData,
                header.body - from);
    }

    /// The priority alone, as [#parse] finds it, or -1. Looks at no more than eight bytes and allocates
    /// nothing.
    public static int priority(byte[] bytes, int from, int to) {
        Objects.checkFromToIndex(from, to, bytes.length);
        return Priority.at(bytes, passByteOrderMark(bytes, from, to), to);
    }

    /// The host alone, as [#parse] finds it, or null.
    public static @Nullable String host(byte[] bytes, int from, int to) {
        Header header = header(bytes, from, to);
        int start = start(header);
        return Rfc5424.readHost(header, start) >= 0 || Legacy.read(header, start)
                ? header.text(header.hostFrom, header.hostTo)
                : null;
    }

    private static Header header(byte[] bytes, int from, int to) {
        Objects.checkFromToIndex(from, to, bytes.length);
        return new Header(bytes, from, to);
    }

    /// Reads the priority, and says where the message goes on.
    private static int start(Header header) {
        int at = passByteOrderMark(header.bytes, header.from, header.end);
        header.priority = Priority.at(header.bytes, at, header.end);
        return Priority.after(header.bytes, at, header.end);
    }

    /// Behind the mark that UTF-8 may begin with.
    static int passByteOrderMark(byte[] bytes, int at, int end) {
        boolean marked = end - at >= 3
                && bytes[at] == (byte) 0xEF
                && bytes[at + 1] == (byte) 0xBB
                && bytes[at + 2] == (byte) 0xBF;
        return marked ? at + 3 : at;
    }
}
