package dev.switchboard.protocol.syslog;

/// Reads a time in any of the forms that senders use. Each method takes the place where something must begin
/// and gives the place behind it, or -1 when it is not there; what the stamp then holds is for nobody to use.
final class TimeReader {
    private static final int CLOCK_BYTES = 8;
    private static final int DATE_BYTES = 10;
    private static final int FRACTION_DIGITS_MAX = 9;

    /// RFC 5424, section 6.2.3.1, knows none, but clocks tell of one now and then.
    private static final int LEAP_SECOND = 60;

    private TimeReader() {}

    /// Any form. Behind it come a blank, a colon or the end of the message, or the time is none.
    static int any(Stamp stamp, byte[] bytes, int at, int end) {
        if (at >= end) {
            return -1;
        }
        int after = -1;
        if (Chars.digit(bytes[at])) {
            boolean year = end - at > 4 && bytes[at + 4] == ' ';
            after = year ? yearAndMonth(stamp, bytes, at, end) : numbers(stamp, bytes, at, end);
        } else if (Chars.is(bytes[at], Chars.LETTER)) {
            int date = Months.passWeekday(bytes, at, end);
            boolean numbers = date > at && date < end && Chars.digit(bytes[date]);
            after = numbers ? numbers(stamp, bytes, date, end) : month(stamp, bytes, date, end);
        }
        boolean whole = after >= 0 && (Chars.ends(bytes, after, end) || bytes[after] == ':');
        if (!whole || !stamp.hasDate()) {
            stamp.forget();
            return -1;
        }
        return after;
    }

    /// `2026-11-21T12:00:00.123456+01:00`, as RFC 5424 wants it; a zone may be missing.
    static int iso(Stamp stamp, byte[] bytes, int at, int end) {
        int after = numbers(stamp, bytes, at, end);
        if (after < 0 || stamp.form != Stamp.Form.ISO || !stamp.hasDate()) {
            stamp.forget();
            return -1;
        }
        return after;
    }

    private static int numbers(Stamp stamp, byte[] bytes, int at, int end) {
        int clock = at + DATE_BYTES + 1;
        if (clock > end || !date(stamp, bytes, at, end)) {
            return -1;
        }
        byte between = bytes[clock - 1];
        if (between == 'T' || between == 't') {
            stamp.form = Stamp.Form.ISO;
        } else if (between != ' ') {
            return -1;
        }
        int after = clock(stamp, bytes, clock, end);
        return after < 0 ? -1 : ZoneReader.behindNumbers(stamp, bytes, after, end);
    }

    /// `2026-11-21` or `2026/11/21`: whether it is there. It makes the stamp one of the seldom form.
    static boolean date(Stamp stamp, byte[] bytes, int at, int end) {
        if (end - at < DATE_BYTES) {
            return false;
        }
        byte separator = bytes[at + 4];
        stamp.year = Chars.number(bytes, at, end, 4);
        stamp.month = Chars.number(bytes, at + 5, end, 2);
        stamp.day = Chars.number(bytes, at + 8, end, 2);
        stamp.form = Stamp.Form.SPACED;
        return (separator == '-' || separator == '/') && bytes[at + 7] == separator && stamp.year >= 0;
    }

    private static int yearAndMonth(Stamp stamp, byte[] bytes, int at, int end) {
        int year = Chars.number(bytes, at, end, 4);
        int after = year < 0 ? -1 : month(stamp, bytes, at + 5, end);
        if (after >= 0 && stamp.year == Stamp.NO_YEAR) {
            stamp.year = year;
        }
        return after;
    }

    /// `Nov 21 12:00:00`, with all that may stand in it and behind it: a year, a fraction, a zone.
    private static int month(Stamp stamp, byte[] bytes, int at, int end) {
        stamp.month = Months.number(bytes, at, end);
        if (stamp.month < 0 || end - at < 4 || bytes[at + 3] != ' ') {
            return -1;
        }
        int day = Chars.passBlanks(bytes, at + 4, end);
        int afterDay = Chars.pass(bytes, day, Math.min(end, day + 2), Chars.DIGIT);
        stamp.day = Chars.number(bytes, day, end, afterDay - day);
        if (afterDay == day || afterDay >= end || bytes[afterDay] != ' ') {
            return -1;
        }
        int clock = afterDay + 1;
        if (end - clock > 4 && bytes[clock + 4] == ' ') {
            stamp.year = Chars.number(bytes, clock, end, 4);
            clock += 5;
            if (stamp.year < 0) {
                return -1;
            }
        }
        stamp.form = Stamp.Form.MONTH;
        int after = clock(stamp, bytes, clock, end);
        return after < 0 ? -1 : ZoneReader.behindMonth(stamp, bytes, after, end);
    }

    /// `12:00:00`, with up to nine digits of a fraction; those beyond microseconds are dropped.
    static int clock(Stamp stamp, byte[] bytes, int at, int end) {
        if (end - at < CLOCK_BYTES || bytes[at + 2] != ':' || bytes[at + 5] != ':') {
            return -1;
        }
        int hour = Chars.number(bytes, at, end, 2);
        int minute = Chars.number(bytes, at + 3, end, 2);
        int second = Chars.number(bytes, at + 6, end, 2);
        boolean valid = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second <= LEAP_SECOND;
        if (!valid) {
            return -1;
        }
        stamp.secondOfDay = (hour * 60 + minute) * 60 + second;
        stamp.micros = 0;
        int place = at + CLOCK_BYTES;
        boolean fraction =
                end - place > 1 && (bytes[place] == '.' || bytes[place] == ',') && Chars.digit(bytes[place + 1]);
        return fraction ? fraction(stamp, bytes, place + 1, end) : place;
    }

    /// The digits of a fraction of a second.
    static int fraction(Stamp stamp, byte[] bytes, int at, int end) {
        int place = at;
        int unit = 100_000;
        int micros = 0;
        while (place < end && Chars.digit(bytes[place]) && place - at < FRACTION_DIGITS_MAX) {
            micros += (bytes[place++] - '0') * unit;
            unit /= 10;
        }
        stamp.micros = micros;
        return place < end && Chars.digit(bytes[place]) ? -1 : place;
    }
}
