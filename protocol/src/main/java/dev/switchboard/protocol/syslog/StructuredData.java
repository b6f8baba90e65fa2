package dev.switchboard.protocol.syslog;

import dev.switchboard.protocol.syslog.SyslogFields.Element;
import dev.switchboard.protocol.syslog.SyslogFields.Param;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Structured data, `[id name="value" …]…` (RFC 5424, section 6.3). Elements are read as long as they are
/// whole; what follows the last whole one is free text. More blanks than one between parameters are let pass.
final class StructuredData {
    private final byte[] bytes;
    private final int end;
    private int at;

    private StructuredData(byte[] bytes, int at, int end) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }

    /// Reads what begins here with `[`.
    ///
    /// @return behind the last whole element
    static int read(Header header, int at) {
        StructuredData data = new StructuredData(header.bytes, at, header.end);
        List<Element> elements = new ArrayList<>(2);
        int after = at;
        for (Element next = data.element(); next != null; next = data.element()) {
            elements.add(next);
            after = data.at;
        }
        header.structuredData = elements;
        return after;
    }

    private @Nullable Element element() {
        if (at >= end || bytes[at] != '[') {
            return null;
        }
        int id = ++at;
        passName();
        if (at == id) {
            return null;
        }
        String name = text(id, at);
        List<Param> params = new ArrayList<>(4);
        while (at < end && bytes[at] == ' ') {
            at = Chars.passBlanks(bytes, at, end);
            if (at < end && bytes[at] != ']') {
                Param param = param();
                if (param == null) {
                    return null;
                }
                params.add(param);
            }
        }
        if (at >= end || bytes[at] != ']') {
            return null;
        }
        at++;
        return new Element(name, params);
    }

    private @Nullable Param param() {
        int start = at;
        passName();
        int stop = at;
        if (stop == start || end - at < 2 || bytes[at] != '=' || bytes[at + 1] != '"') {
            return null;
        }
        at += 2;
        String value = value();
        return value == null ? null : new Param(text(start, stop), value);
    }

    /// Up to the quote that is not escaped, or null when there is none.
    private @Nullable String value() {
        int start = at;
        boolean escaped = false;
        while (at < end && bytes[at] != '"') {
            if (bytes[at] == '\\' && at + 1 < end) {
                escaped = true;
                at++;
            }
            at++;
        }
        if (at >= end) {
            return null;
        }
        int stop = at++;
        return escaped ? unescaped(start, stop) : text(start, stop);
    }

    /// A backslash before `"`, `\` or `]` is dropped, any other stands for itself.
    private String unescaped(int start, int stop) {
        byte[] plain = new byte[stop - start];
        int count = 0;
        for (int place = start; place < stop; place++) {
            boolean escape = bytes[place] == '\\'
                    && place + 1 < stop
                    && (bytes[place + 1] == '"' || bytes[place + 1] == '\\' || bytes[place + 1] == ']');
            plain[count++] = bytes[escape ? ++place : place];
        }
        return new String(plain, 0, count, StandardCharsets.UTF_8);
    }

    private void passName() {
        while (at < end && (bytes[at] > ' ' || bytes[at] < 0) && "=]\"".indexOf(bytes[at]) < 0) {
            at++;
        }
    }

    private String text(int start, int stop) {
        return new String(bytes, start, stop - start, StandardCharsets.UTF_8);
    }
}
