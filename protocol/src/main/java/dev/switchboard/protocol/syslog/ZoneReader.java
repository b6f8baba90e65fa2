package dev.switchboard.protocol.syslog;

/// Reads what may stand behind a clock: a zone as number or word, and a year. Each method gives the place
/// behind it; -1 where there is a zone that cannot be one.
final class ZoneReader {
    private static final int WORD_LETTERS_MAX = 4;

    /// How many zones and years may follow one clock: `12:00:00 CST 1987`.
    private static final int PIECES_MAX = 2;

    private static final int YEAR_MIN = 1970;
    private static final int YEAR_MAX = 2199;

    private ZoneReader() {}

    /// Behind `2026-11-21T12:00:00`: `Z` or a number, directly, or behind a blank.
    static int behindNumbers(Stamp stamp, byte[] bytes, int at, int end) {
        if (at >= end) {
            return at;
        }
        if (bytes[at] == 'Z' || bytes[at] == 'z') {
            stamp.zone = Stamp.Zone.OFFSET;
            stamp.offsetSeconds = 0;
            stamp.universal = true;
            return at + 1;
        }
        if (bytes[at] == '+' || bytes[at] == '-') {
            return offset(stamp, bytes, at, end);
        }
        return bytes[at] == ' ' ? wordOrStay(stamp, bytes, at, end) : at;
    }

    /// Behind `Nov 21 12:00:00`: a zone, a year, or both in either order.
    static int behindMonth(Stamp stamp, byte[] bytes, int at, int end) {
        int place = behindNumbers(stamp, bytes, at, end);
        for (int piece = 0; piece < PIECES_MAX && place >= 0 && place < end && bytes[place] == ' '; piece++) {
            if (stamp.zone == Stamp.Zone.LOCAL) {
                place = wordOrStay(stamp, bytes, place, end);
            }
            place = yearOrStay(stamp, bytes, place, end);
        }
        return place;
    }

    private static int yearOrStay(Stamp stamp, byte[] bytes, int blank, int end) {
        if (stamp.year != Stamp.NO_YEAR || end - blank < 5 || bytes[blank] != ' ') {
            return blank;
        }
        int year = Chars.number(bytes, blank + 1, end, 4);
        int after = blank + 5;
        if (year < YEAR_MIN || year > YEAR_MAX || !isOver(bytes, after, end)) {
            return blank;
        }
        stamp.year = year;
        return after;
    }

    /// A blank, the end, or a colon before either; `2001:db8::7` is no year.
    private static boolean isOver(byte[] bytes, int at, int end) {
        return Chars.ends(bytes, at, end) || (bytes[at] == ':' && Chars.ends(bytes, at + 1, end));
    }

    /// A blank and `UTC`, `CET`, `+0100`, `GMT+1`; the place of the blank when no zone follows it.
    private static int wordOrStay(Stamp stamp, byte[] bytes, int blank, int end) {
        int start = blank + 1;
        if (start < end && (bytes[start] == '+' || bytes[start] == '-')) {
            int after = offset(stamp, bytes, start, end);
            if (after >= 0 && isOver(bytes, after, end)) {
                return after;
            }
            stamp.zone = Stamp.Zone.LOCAL;
            return blank;
        }
        int stop = start;
        while (stop < end && stop - start <= WORD_LETTERS_MAX && bytes[stop] >= 'A' && bytes[stop] <= 'Z') {
            stop++;
        }
        if (stop - start < 2 || stop - start > WORD_LETTERS_MAX) {
            return blank;
        }
        return word(stamp, bytes, start, stop, end);
    }

    private static int word(Stamp stamp, byte[] bytes, int start, int stop, int end) {
        int blank = start - 1;
        boolean signed = stop < end && (bytes[stop] == '+' || bytes[stop] == '-');
        if (signed) {
            boolean universal = Chars.has(bytes, start, stop, "UTC") || Chars.has(bytes, start, stop, "GMT");
            int after = offset(stamp, bytes, stop, end);
            if (after < 0 || !Chars.ends(bytes, after, end) || !(universal || Chars.has(bytes, start, stop, "TZ"))) {
                stamp.zone = Stamp.Zone.LOCAL;
                return blank;
            }
            if (!universal) {
                stamp.zone = Stamp.Zone.UNKNOWN; // nobody says to which side `TZ-6` counts
            }
            return after;
        }
        return isOver(bytes, stop, end) && ZoneWords.read(stamp, bytes, start, stop) ? stop : blank;
    }

    /// `+01:00`, `+0100`, `+01` or `+1`; -1 when it is none.
    private static int offset(Stamp stamp, byte[] bytes, int sign, int end) {
        int hourStop = Chars.pass(bytes, sign + 1, Math.min(end, sign + 3), Chars.DIGIT);
        int hours = Chars.number(bytes, sign + 1, end, hourStop - sign - 1);
        int minutes = 0;
        int after = hourStop;
        if (hourStop < end && bytes[hourStop] == ':' && end - hourStop > 2 && Chars.digit(bytes[hourStop + 1])) {
            minutes = Chars.number(bytes, hourStop + 1, end, 2);
            after = hourStop + 3;
        } else if (hourStop == sign + 3 && hourStop < end && Chars.digit(bytes[hourStop])) {
            minutes = Chars.number(bytes, hourStop, end, 2);
            after = hourStop + 2;
        }
        if (hourStop == sign + 1 || hours > 23 || minutes < 0 || minutes > 59) {
            return -1;
        }
        int seconds = (hours * 60 + minutes) * 60;
        stamp.zone = Stamp.Zone.OFFSET;
        stamp.offsetSeconds = bytes[sign] == '-' ? -seconds : seconds;
        return after;
    }
}
