package dev.switchboard.protocol.syslog;

import dev.switchboard.protocol.syslog.SyslogFields.Element;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was found in one message so far: places in its bytes, no texts yet. An empty range is a field that is
/// not there. Written by the readers of this package, by one thread.
final class Header {
    final byte[] bytes;
    final int from;

    /// Behind the last byte that counts: line ends and NULs that trail are none of the message.
    final int end;

    final Stamp stamp = new Stamp();

    int priority = -1;
    int hostFrom;
    int hostTo;
    int appFrom;
    int appTo;
    int procFrom;
    int procTo;
    int msgFrom;
    int msgTo;

    /// Where the free text begins.
    int body;

    List<Element> structuredData = List.of();

    Header(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        int last = to;
        while (last > from && (bytes[last - 1] == '\n' || bytes[last - 1] == 0 || bytes[last - 1] == '\r')) {
            last--;
        }
        this.end = last;
        this.body = from;
    }

    boolean hasPriority() {
        return priority >= 0;
    }

    boolean hasProcess() {
        return procFrom < procTo;
    }

    void host(int start, int stop) {
        hostFrom = start;
        hostTo = stop;
    }

    void app(int start, int stop) {
        appFrom = start;
        appTo = stop;
    }

    void process(int start, int stop) {
        procFrom = start;
        procTo = stop;
    }

    void message(int start, int stop) {
        msgFrom = start;
        msgTo = stop;
    }

    /// Forgets all but the priority.
    void forget() {
        stamp.forget();
        host(0, 0);
        app(0, 0);
        process(0, 0);
        message(0, 0);
    }

    /// The text of a field; what is no UTF-8 is replaced. Null when the field is not there.
    @Nullable
    String text(int start, int stop) {
        return start < stop ? new String(bytes, start, stop - start, StandardCharsets.UTF_8) : null;
    }
}
