package dev.switchboard.protocol.syslog;

/// The tag of RFC 3164, section 4.1.3, as programs write it: `app:`, `app[12]:`, `app(12):`, `app[12]`,
/// `login(pam_unix)[12]:`, `postfix/smtpd[12]:`.
final class Tag {
    private static final int NAME_BYTES_MAX = 128;
    private static final int PROCESS_BYTES_MAX = 64;

    private Tag() {}

    /// Reads the tag that begins here: app, process, and where the text begins.
    ///
    /// @return whether there is one; otherwise nothing is changed
    static boolean read(Header header, int at) {
        byte[] bytes = header.bytes;
        int end = header.end;
        int name = Chars.pass(bytes, at, Math.min(end, at + NAME_BYTES_MAX + 1), Chars.TAG);
        if (name == at || name >= end || name - at > NAME_BYTES_MAX) {
            return false;
        }
        if (bytes[name] == '[') {
            return readProcess(header, at, name);
        }
        if (bytes[name] != ':' || !Chars.ends(bytes, name + 1, end)) {
            return false;
        }
        int open = openOfProcess(bytes, at, name);
        int stop = open > at ? open : name;
        if (!isName(bytes, at, stop)) {
            return false;
        }
        header.app(at, stop);
        if (open > at) {
            header.process(open + 1, name - 1);
        }
        header.body = Math.min(end, name + 2);
        return true;
    }

    private static boolean readProcess(Header header, int at, int open) {
        byte[] bytes = header.bytes;
        int end = header.end;
        int close = Chars.pass(bytes, open + 1, Math.min(end, open + 1 + PROCESS_BYTES_MAX), Chars.PROCESS);
        if (close == open + 1 || close >= end || bytes[close] != ']' || !isProgram(bytes, at, open)) {
            return false;
        }
        boolean colon = close + 1 < end && bytes[close + 1] == ':';
        boolean number = Chars.pass(bytes, open + 1, close, Chars.DIGIT) == close;
        if (!colon && !(number && Chars.ends(bytes, close + 1, end))) {
            return false;
        }
        header.app(at, open);
        header.process(open + 1, close);
        int body = close + (colon ? 2 : 1);
        header.body = body < end && Chars.blank(bytes[body]) ? body + 1 : Math.min(body, end);
        return true;
    }

    /// Where the bracket of `app(12)` is, or -1.
    private static int openOfProcess(byte[] bytes, int at, int stop) {
        if (bytes[stop - 1] != ')') {
            return -1;
        }
        int open = stop - 2;
        while (open > at && Chars.digit(bytes[open])) {
            open--;
        }
        return open < stop - 2 && open >= at && bytes[open] == '(' ? open : -1;
    }

    /// What has a process is a program, unless it is one of the words for how bad something is; even
    /// `(sd-pam)` is.
    private static boolean isProgram(byte[] bytes, int at, int stop) {
        return Chars.pass(bytes, at, stop, Chars.DIGIT | Chars.HOST | Chars.TAG) == stop
                && hasLetterOrDigit(bytes, at, stop)
                && !Levels.is(bytes, at, stop);
    }

    /// Without a process, it must also begin as names do, have a letter, and be no code of a device or a
    /// format.
    private static boolean isName(byte[] bytes, int at, int stop) {
        byte first = bytes[at];
        boolean begins = Chars.is(first, Chars.LETTER | Chars.DIGIT) || first == '_' || first == '/' || first < 0;
        return begins
                && hasLetter(bytes, at, stop)
                && !Levels.is(bytes, at, stop)
                && !Chars.has(bytes, at, stop, "CEF")
                && !Chars.has(bytes, at, stop, "LEEF");
    }

    private static boolean hasLetter(byte[] bytes, int at, int stop) {
        for (int place = at; place < stop; place++) {
            if (bytes[place] < 0 || Chars.is(bytes[place], Chars.LETTER)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasLetterOrDigit(byte[] bytes, int at, int stop) {
        for (int place = at; place < stop; place++) {
            if (bytes[place] < 0 || Chars.is(bytes[place], Chars.LETTER | Chars.DIGIT)) {
                return true;
            }
        }
        return false;
    }
}
