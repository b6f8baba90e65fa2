package dev.switchboard.protocol.syslog;

/// What network devices put before their code: sequence numbers, a name, a time with a mark whether the clock
/// is right, the time since the start, a task, each with a colon: `29: switch1: 000043: *Mar  1 18:48:50.483
/// UTC: %SYS-5-…`. Only where a code follows is it taken for that.
final class DevicePreface {
    private static final int PIECES_MAX = 6;

    private DevicePreface() {}

    /// Reads all up to the code, and the code.
    ///
    /// @param alone whether nothing was read before: a relay's header, with its time and host, stands
    /// @return whether it is of this form; when not, there is no app, and when `alone` only the priority is
    ///     left
    static boolean read(Header header, int at, boolean alone) {
        Stamp stamp = alone ? header.stamp : new Stamp();
        int place = at;
        boolean found = false;
        for (int piece = 0; piece < PIECES_MAX && place >= 0 && !found; piece++) {
            found = Code.read(header, place);
            place = found ? place : piece(header, stamp, place, alone);
        }
        if (!found && alone) {
            header.forget();
        } else if (!found) {
            header.app(0, 0);
            header.process(0, 0);
            header.body = at;
        }
        return found;
    }

    /// Behind one piece and the blanks that follow, or -1.
    private static int piece(Header header, Stamp stamp, int at, boolean alone) {
        byte[] bytes = header.bytes;
        int end = header.end;
        if (at >= end) {
            return -1;
        }
        boolean marked = bytes[at] == '*' || bytes[at] == '.';
        int after = stamp.form == Stamp.Form.NONE ? TimeReader.any(stamp, bytes, marked ? at + 1 : at, end) : -1;
        if (after < 0) {
            after = word(header, marked ? at + 1 : at, alone && !marked);
        }
        if (after < 0) {
            return -1;
        }
        int behind = Chars.passBlanks(bytes, after, end);
        return behind < end && bytes[behind] == ':' ? Chars.passBlanks(bytes, behind + 1, end) : behind;
    }

    /// A number, the time since the start, a name, a task, a program: behind its colon, or -1.
    private static int word(Header header, int at, boolean mayBeHost) {
        byte[] bytes = header.bytes;
        int end = header.end;
        if (at < end && bytes[at] == ':') {
            return at;
        }
        int stop = Chars.pass(bytes, at, end, Chars.TAG);
        if (stop == at || stop >= end) {
            return -1;
        }
        boolean name = mayBeHost && header.hostFrom == header.hostTo;
        return switch (bytes[stop]) {
            case '[' -> Tag.read(header, at) ? header.body : -1;
            case ':' -> behindColon(header, at, stop, name);
            case ' ' -> name && isBeforeNumber(bytes, stop, end) && host(header, at, stop) ? stop : -1;
            default -> -1;
        };
    }

    private static int behindColon(Header header, int at, int colon, boolean mayBeHost) {
        if (isUptime(header.bytes, at, colon)) {
            return passClock(header.bytes, colon, header.end);
        }
        if (mayBeHost && Chars.ends(header.bytes, colon + 1, header.end)) {
            host(header, at, colon);
        }
        return colon + 1;
    }

    /// A name without colon is one only before a number or the place of a card: `router1 29:`, `router1
    /// RP/0/…`.
    private static boolean isBeforeNumber(byte[] bytes, int blank, int end) {
        int next = blank + 1;
        return next < end
                && (Chars.digit(bytes[next])
                        || Chars.has(bytes, next, end, "RP/")
                        || Chars.has(bytes, next, end, "LC/"));
    }

    private static boolean host(Header header, int start, int stop) {
        boolean host = Hosts.isHost(header.bytes, start, stop);
        if (host) {
            header.host(start, stop);
        }
        return host;
    }

    /// Digits, or digits with the letters of `1y2w`, `3d04h`.
    private static boolean isUptime(byte[] bytes, int start, int stop) {
        if (!Chars.digit(bytes[start])) {
            return false;
        }
        for (int place = start; place < stop; place++) {
            if (!Chars.digit(bytes[place]) && "ywdhms".indexOf(bytes[place]) < 0) {
                return false;
            }
        }
        return true;
    }

    /// Behind the other parts of `00:00:46`, where the first ends here.
    private static int passClock(byte[] bytes, int colon, int end) {
        int place = colon;
        while (place < end && bytes[place] == ':' && place + 1 < end && Chars.digit(bytes[place + 1])) {
            place = Chars.pass(bytes, place + 1, end, Chars.DIGIT);
        }
        return place;
    }
}
