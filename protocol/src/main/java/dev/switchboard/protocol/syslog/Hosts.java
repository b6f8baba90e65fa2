package dev.switchboard.protocol.syslog;

/// What can be a host: a name, with or without a domain, or an address.
final class Hosts {
    private static final int HOST_BYTES_MAX = 255;
    private static final int IPV6_COLONS_MIN = 2;

    private Hosts() {}

    /// Behind the host that begins here and ends at a blank or the end of the message; -1 when it is none.
    static int end(byte[] bytes, int at, int end) {
        int stop = pass(bytes, at, end);
        if (!Chars.ends(bytes, stop, end)) {
            return -1;
        }
        return isHost(bytes, at, stop) ? stop : -1;
    }

    /// Behind what could be one by its characters; no further than the longest has.
    static int pass(byte[] bytes, int at, int end) {
        return Chars.pass(bytes, at, Math.min(end, at + HOST_BYTES_MAX + 1), Chars.HOST);
    }

    static boolean isHost(byte[] bytes, int start, int stop) {
        if (stop == start || stop - start > HOST_BYTES_MAX) {
            return false;
        }
        boolean letter = false;
        boolean slash = false;
        boolean colon = false;
        for (int place = start; place < stop; place++) {
            byte one = bytes[place];
            letter |= one < 0 || Chars.is(one, Chars.LETTER);
            slash |= one == '/';
            colon |= one == ':' || one == '%';
        }
        if (colon) {
            return isIpv6(bytes, start, stop);
        }
        if (!letter) {
            return isNumbers(bytes, start, stop);
        }
        byte first = bytes[start];
        byte last = bytes[stop - 1];
        boolean begins = first < 0 || Chars.is(first, Chars.LETTER) || (Chars.digit(first) && !slash);
        return begins && last != '.' && last != '-' && last != '/' && !Levels.is(bytes, start, stop);
    }

    static boolean isAddress(byte[] bytes, int start, int stop) {
        return stop > start && (isNumbers(bytes, start, stop) || isIpv6(bytes, start, stop));
    }

    /// `10.0.0.7`, also with `-1` behind it, as stacked switches have it.
    private static boolean isNumbers(byte[] bytes, int start, int stop) {
        int place = start;
        for (int part = 0; part < 4; part++) {
            int after = Chars.pass(bytes, place, Math.min(stop, place + 3), Chars.DIGIT);
            if (after == place || Chars.number(bytes, place, stop, after - place) > 255) {
                return false;
            }
            place = after;
            if (part < 3) {
                if (place >= stop || bytes[place] != '.') {
                    return false;
                }
                place++;
            }
        }
        boolean member = stop - place > 1 && bytes[place] == '-';
        return place == stop || (member && Chars.pass(bytes, place + 1, stop, Chars.DIGIT) == stop);
    }

    /// Hexadecimal digits with two colons at least; it may end in an IPv4 address, or `%` and an interface.
    private static boolean isIpv6(byte[] bytes, int start, int stop) {
        int colons = 0;
        for (int place = start; place < stop && bytes[place] != '%'; place++) {
            byte one = bytes[place];
            int lower = one | 0x20;
            if (one == ':') {
                colons++;
            } else if (one != '.' && !Chars.digit(one) && (lower < 'a' || lower > 'f')) {
                return false;
            }
        }
        return colons >= IPV6_COLONS_MIN && colons <= 7 && !isClock(bytes, start, stop);
    }

    /// `12:00:00` are hexadecimal digits with two colons, too.
    private static boolean isClock(byte[] bytes, int start, int stop) {
        return stop - start >= 8
                && Chars.number(bytes, start, stop, 2) >= 0
                && bytes[start + 2] == ':'
                && Chars.number(bytes, start + 3, stop, 2) >= 0
                && bytes[start + 5] == ':'
                && Chars.number(bytes, start + 6, stop, 2) >= 0;
    }
}
