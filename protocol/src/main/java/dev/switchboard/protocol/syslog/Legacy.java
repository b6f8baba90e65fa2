package dev.switchboard.protocol.syslog;

/// All that is not RFC 5424: RFC 3164, and what is found in its place.
final class Legacy {
    private Legacy() {}

    /// Reads what stands behind the priority, or behind nothing.
    ///
    /// @return whether anything was found; otherwise only the priority is left
    static boolean read(Header header, int at) {
        int start = header.hasPriority() ? Chars.passBlanks(header.bytes, at, header.end) : at;
        int after = TimeReader.any(header.stamp, header.bytes, start, header.end);
        boolean found = after < 0 ? readWithoutTime(header, start) : readBehindTime(header, after);
        if (!found) {
            header.forget();
        }
        return found;
    }

    private static boolean readBehindTime(Header header, int at) {
        byte[] bytes = header.bytes;
        boolean colon = at < header.end && bytes[at] == ':';
        int next = Chars.passBlanks(bytes, colon ? at + 1 : at, header.end);
        if (Code.read(header, next)) {
            return true;
        }
        if (colon) {
            header.body = next;
            boolean found = DevicePreface.read(header, next, false) || (header.hasPriority() && Tag.read(header, next));
            return found || header.hasPriority();
        }
        return Origin.read(header, next) || header.hasPriority();
    }

    private static boolean readWithoutTime(Header header, int at) {
        if (KeyValues.read(header, at) || Snare.readWithHost(header, at)) {
            return true;
        }
        return DevicePreface.read(header, at, true) || (header.hasPriority() && Tag.read(header, at));
    }
}
