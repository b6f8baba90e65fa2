package dev.switchboard.protocol.syslog;

/// The code that devices put before their text: `%LINK-3-UPDOWN:`, `%ASA-6-302013:`, and with other makers
/// `%%10IFNET/3/LINK_UPDOWN:`. It becomes the message's id as a whole, and its first part the app.
final class Code {
    private static final int CODE_BYTES_MAX = 128;

    /// Makers whose devices are firewalls that write their name, and a colon, before the code.
    private static final String[] FIREWALLS = {"%ASA-", "%FTD-", "%PIX-", "%FWSM-"};

    private Code() {}

    static boolean isAt(Header header, int at) {
        return end(header, at) >= 0;
    }

    static boolean isOfFirewall(Header header, int at) {
        for (String firewall : FIREWALLS) {
            if (Chars.has(header.bytes, at, header.end, firewall)) {
                return isAt(header, at);
            }
        }
        return false;
    }

    /// Reads the code that begins here; an app that is known already stays.
    ///
    /// @return whether there is one; otherwise nothing is changed
    static boolean read(Header header, int at) {
        byte[] bytes = header.bytes;
        int after = end(header, at);
        if (after < 0) {
            return false;
        }
        int start = start(bytes, at, header.end);
        int stop = Chars.pass(bytes, start, after, Chars.CODE);
        while (stop < after && (bytes[stop] == '-' || bytes[stop] == '/')) {
            stop = Chars.pass(bytes, stop + 1, after, Chars.CODE);
        }
        header.message(start, stop);
        if (header.appFrom == header.appTo) {
            int severity = severity(bytes, start, stop);
            header.app(start, severity);
        }
        header.body = Math.min(header.end, after < header.end && Chars.blank(bytes[after]) ? after + 1 : after);
        return true;
    }

    /// Behind the colon, or where the blank is when there is no colon, behind a time; -1 when here is no
    /// code.
    private static int end(Header header, int at) {
        byte[] bytes = header.bytes;
        int end = header.end;
        if (at >= end || bytes[at] != '%') {
            return -1;
        }
        int start = start(bytes, at, end);
        if (start >= end || bytes[start] < 'A' || bytes[start] > 'Z') {
            return -1;
        }
        int limit = Math.min(end, at + CODE_BYTES_MAX);
        int stop = Chars.pass(bytes, start, limit, Chars.CODE);
        while (stop > start && stop < limit && (bytes[stop] == '-' || bytes[stop] == '/')) {
            stop = Chars.pass(bytes, stop + 1, limit, Chars.CODE);
        }
        if (severity(bytes, start, stop) < 0) {
            return -1;
        }
        int colon = start == at + 1 ? Chars.passBlanks(bytes, stop, limit) : source(bytes, stop, limit);
        if (colon < end && bytes[colon] == ':') {
            return colon + 1;
        }
        return header.stamp.form != Stamp.Form.NONE && Chars.ends(bytes, stop, end) ? stop : -1;
    }

    /// Behind `%`, or `%%` and the two digits of a version.
    private static int start(byte[] bytes, int at, int end) {
        boolean versioned = Chars.has(bytes, at, end, "%%") && Chars.number(bytes, at + 2, end, 2) >= 0;
        return at + (versioned ? 4 : 1);
    }

    /// Where the part before the severity ends: a digit from 0 to 7 between two `-` or two `/`; -1 when there
    /// is none.
    private static int severity(byte[] bytes, int start, int stop) {
        for (int place = start + 1; place < stop - 3; place++) {
            boolean marked = bytes[place] == '-' || bytes[place] == '/';
            if (marked && bytes[place + 2] == bytes[place] && bytes[place + 1] >= '0' && bytes[place + 1] <= '7') {
                return place;
            }
        }
        return -1;
    }

    /// Behind what may stand between a code and its colon: `(l)[0]`.
    private static int source(byte[] bytes, int at, int limit) {
        int place = at;
        while (place < limit && (Chars.is(bytes[place], Chars.CODE) || "()[]".indexOf(bytes[place]) >= 0)) {
            place++;
        }
        return place;
    }
}
