package dev.switchboard.protocol.syslog;

/// Who sent it: host and program, as they follow a time of RFC 3164 or what stands for one. A host alone can
/// be taken for one only where the time before it is of syslog; a word and a tag behind it are host and
/// program.
final class Origin {
    private static final String FORWARDED = "Message forwarded from ";

    private Origin() {}

    /// Reads what begins here; what is not certain is left out.
    ///
    /// @return whether what was found is what only syslog has, also where the message has no priority
    static boolean read(Header header, int at) {
        byte[] bytes = header.bytes;
        int end = header.end;
        header.body = at;
        if (Chars.has(bytes, at, end, FORWARDED)) {
            return readForwarded(header, at + FORWARDED.length());
        }
        if (Tag.read(header, at)) {
            return readBehindTag(header);
        }
        boolean bracket = at < end && bytes[at] == '[';
        int start = bracket ? at + 1 : at;
        int stop = bracket ? endInBrackets(bytes, start, end) : Hosts.end(bytes, at, end);
        if (stop < 0) {
            return false;
        }
        int next = Chars.passBlanks(bytes, bracket ? stop + 1 : stop, end);
        boolean program = readProgram(header, next);
        if ((program && tagIsTrusted(header, start, stop)) || mayBeAlone(header, start, stop)) {
            header.host(start, stop);
            header.body = program ? header.body : next;
            return program;
        }
        header.app(0, 0);
        header.process(0, 0);
        header.message(0, 0);
        header.body = at;
        return false;
    }

    /// AIX writes `Message forwarded from HOST: app: text`.
    private static boolean readForwarded(Header header, int at) {
        int stop = Chars.pass(header.bytes, at, header.end, Chars.HOST);
        if (stop <= at || header.bytes[stop - 1] != ':' || !Hosts.isHost(header.bytes, at, stop - 1)) {
            return false;
        }
        header.host(at, stop - 1);
        header.body = Chars.passBlanks(header.bytes, stop, header.end);
        Tag.read(header, header.body);
        return true;
    }

    /// A tag came first, so there is no host; unless a firewall's code follows, whose tag is the host.
    private static boolean readBehindTag(Header header) {
        int next = Chars.passBlanks(header.bytes, header.body, header.end);
        if (header.hasProcess() || !Code.isAt(header, next)) {
            return header.stamp.form == Stamp.Form.MONTH || header.hasProcess();
        }
        if (Code.isOfFirewall(header, next)) {
            header.host(header.appFrom, header.appTo);
            header.app(0, 0);
        }
        return Code.read(header, next);
    }

    private static boolean readProgram(Header header, int at) {
        byte[] bytes = header.bytes;
        int end = header.end;
        int colon = at < end && bytes[at] == ':' ? Chars.passBlanks(bytes, at + 1, end) : at;
        if (colon > at && Code.read(header, colon)) {
            return true;
        }
        int word = Chars.pass(bytes, at, end, Chars.LETTER);
        int behind = word > at && Chars.ends(bytes, word, end) && Levels.is(bytes, at, word)
                ? Chars.passBlanks(bytes, word, end)
                : at;
        if (Tag.read(header, behind)) {
            int next = Chars.passBlanks(bytes, header.body, end);
            if (Code.isAt(header, next)) {
                Code.read(header, next);
            }
            return true;
        }
        return DevicePreface.read(header, at, false) || Snare.read(header, at) || isOfLogger(header, at);
    }

    /// What the syslog daemons themselves write, without a tag.
    private static boolean isOfLogger(Header header, int at) {
        header.body = at;
        return Chars.has(header.bytes, at, header.end, "last message repeated ")
                || Chars.has(header.bytes, at, header.end, "-- MARK --");
    }

    /// Without priority, and behind times that others write, too, a word and a colon are not yet a program.
    private static boolean tagIsTrusted(Header header, int start, int stop) {
        boolean process = header.hasProcess();
        return switch (header.stamp.form) {
            case NONE -> false;
            case MONTH -> true;
            case ISO ->
                header.hasPriority()
                        || process
                        || isOfHost(header.bytes, start, stop)
                        || (header.stamp.zone == Stamp.Zone.OFFSET && !header.stamp.universal);
            case SPACED -> process && (header.hasPriority() || header.stamp.zone != Stamp.Zone.LOCAL);
        };
    }

    /// Whether it looks more like a host than like a word.
    private static boolean isOfHost(byte[] bytes, int start, int stop) {
        for (int place = start; place < stop; place++) {
            if (Chars.digit(bytes[place]) || bytes[place] == '.' || bytes[place] == '-') {
                return true;
            }
        }
        return false;
    }

    /// RFC 3164 has the host behind the time, whatever follows; but a last word may as well be the text.
    private static boolean mayBeAlone(Header header, int start, int stop) {
        boolean address = Hosts.isAddress(header.bytes, start, stop);
        return header.hasPriority()
                && (header.stamp.form == Stamp.Form.MONTH || header.stamp.form == Stamp.Form.ISO)
                && (address || stop < header.end);
    }

    private static int endInBrackets(byte[] bytes, int start, int end) {
        int stop = Chars.pass(bytes, start, end, Chars.HOST);
        boolean address = stop < end && bytes[stop] == ']' && Hosts.isAddress(bytes, start, stop);
        return address && Chars.ends(bytes, stop + 1, end) ? stop : -1;
    }
}
