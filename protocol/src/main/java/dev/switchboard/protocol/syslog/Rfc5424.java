package dev.switchboard.protocol.syslog;

/// The header of RFC 5424, section 6: `1 TIME HOST APP PROCID MSGID DATA TEXT`, behind the priority. What is
/// cut off is not there; an empty field and `-` are none.
///
/// A time that the standard does not allow, or none, or no priority, is let pass only where structured data, or the
/// `-` for none, stands in its place: otherwise `1 - a list` would be a message of the host "a".
final class Rfc5424 {
    private static final int FIELDS_BEFORE_DATA = 4;

    /// Seconds since 1970 of a time that is a number.
    private static final int EPOCH_DIGITS = 10;

    private Rfc5424() {}

    /// Reads version, time and host.
    ///
    /// @return behind the host, or -1 when the message is none of this form
    static int readHost(Header header, int at) {
        byte[] bytes = header.bytes;
        int end = header.end;
        if (end - at < 3 || bytes[at] != '1' || bytes[at + 1] != ' ') {
            return -1;
        }
        int time = at + 2;
        int afterTime = Chars.passField(bytes, time, end);
        if (!header.hasPriority() && !dataAt(bytes, place(header, afterTime), end)) {
            return -1;
        }
        if (TimeReader.iso(header.stamp, bytes, time, afterTime) != afterTime) {
            header.stamp.forget();
            boolean epoch = readEpoch(header.stamp, bytes, time, afterTime);
            if (!epoch && !(timeIsMissing(bytes, time, afterTime) && dataAt(bytes, place(header, afterTime), end))) {
                return -1;
            }
        }
        int host = Math.min(end, afterTime + 1);
        int afterHost = Chars.passField(bytes, host, end);
        if (!nil(bytes, host, afterHost)) {
            header.host(host, afterHost);
        }
        return afterHost;
    }

    /// Reads what follows the host.
    static void readRest(Header header, int afterHost) {
        byte[] bytes = header.bytes;
        int end = header.end;
        int app = Math.min(end, afterHost + 1);
        int afterApp = Chars.passField(bytes, app, end);
        int proc = Math.min(end, afterApp + 1);
        int afterProc = Chars.passField(bytes, proc, end);
        int msg = Math.min(end, afterProc + 1);
        int afterMsg = Chars.passField(bytes, msg, end);
        int data = Math.min(end, afterMsg + 1);
        if (header.stamp.epochSeconds != Long.MIN_VALUE) {
            header.app(app, afterApp);
            header.body = proc;
            return;
        }
        boolean cut = data >= end;
        if (!dataAt(bytes, data, end) && Tag.read(header, app)) {
            return;
        }
        if (!cut && !dataAt(bytes, data, end) && !fieldsAreSure(bytes, proc, msg, data)) {
            header.body = app;
            return;
        }
        header.app(app, nil(bytes, app, afterApp) ? app : afterApp);
        header.process(proc, nil(bytes, proc, afterProc) ? proc : afterProc);
        header.message(msg, nil(bytes, msg, afterMsg) ? msg : afterMsg);
        if (data < end && bytes[data] == '[') {
            data = StructuredData.read(header, data);
        } else if (dataAt(bytes, data, end)) {
            data++;
        }
        int body = data < end && data > afterMsg + 1 && bytes[data] == ' ' ? data + 1 : data;
        header.body = SyslogParser.passByteOrderMark(bytes, body, end);
    }

    /// Where the structured data is missing: whether the fields before it are what they should be. Senders
    /// that leave it out are many, and some have nothing but free text behind the host.
    private static boolean fieldsAreSure(byte[] bytes, int proc, int msg, int data) {
        boolean number = msg - 1 > proc && Chars.pass(bytes, proc, msg - 1, Chars.DIGIT) == msg - 1;
        return number || nil(bytes, proc, msg - 1) || nil(bytes, msg, data - 1);
    }

    /// The place of the structured data.
    private static int place(Header header, int afterTime) {
        int place = afterTime;
        for (int field = 0; field < FIELDS_BEFORE_DATA && place < header.end; field++) {
            place = Chars.passField(header.bytes, place + 1, header.end);
        }
        return place + 1;
    }

    private static boolean dataAt(byte[] bytes, int at, int end) {
        return at < end && (bytes[at] == '[' || (bytes[at] == '-' && Chars.ends(bytes, at + 1, end)));
    }

    /// Whether this stands where a time should be: none, or one of digits and what belongs to a time.
    private static boolean timeIsMissing(byte[] bytes, int start, int stop) {
        if (nil(bytes, start, stop)) {
            return true;
        }
        for (int place = start; place < stop; place++) {
            if (!Chars.digit(bytes[place]) && "TtZz:.,+-/".indexOf(bytes[place]) < 0) {
                return false;
            }
        }
        return stop > start && Chars.digit(bytes[start]);
    }

    /// Some devices write the seconds since 1970 with a fraction, and only host and kind of message behind
    /// it.
    private static boolean readEpoch(Stamp stamp, byte[] bytes, int start, int stop) {
        boolean whole = stop - start > EPOCH_DIGITS + 1
                && bytes[start + EPOCH_DIGITS] == '.'
                && Chars.pass(bytes, start, stop, Chars.DIGIT) == start + EPOCH_DIGITS
                && TimeReader.fraction(stamp, bytes, start + EPOCH_DIGITS + 1, stop) == stop;
        if (whole) {
            long seconds = 0;
            for (int place = start; place < start + EPOCH_DIGITS; place++) {
                seconds = seconds * 10 + bytes[place] - '0';
            }
            stamp.epochSeconds = seconds;
        }
        return whole;
    }

    private static boolean nil(byte[] bytes, int start, int stop) {
        return stop == start || (stop == start + 1 && bytes[start] == '-');
    }
}
