package dev.switchboard.protocol.syslog;

/// The English names of months and weekdays, of three letters.
final class Months {
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final String WEEKDAYS = "montuewedthufrisatsun";
    private static final int LETTERS = 3;

    private Months() {}

    /// 1 to 12, or -1.
    static int number(byte[] bytes, int at, int end) {
        int index = index(MONTHS, bytes, at, end);
        return index < 0 ? -1 : index + 1;
    }

    /// Behind `Fri ` or `Fri, `, or `at` when no weekday is there.
    static int passWeekday(byte[] bytes, int at, int end) {
        if (index(WEEKDAYS, bytes, at, end) < 0) {
            return at;
        }
        int blank = at + LETTERS;
        if (blank < end && bytes[blank] == ',') {
            blank++;
        }
        return blank < end && bytes[blank] == ' ' ? blank + 1 : at;
    }

    private static int index(String names, byte[] bytes, int at, int end) {
        if (end - at < LETTERS) {
            return -1;
        }
        int first = bytes[at] | 0x20;
        int second = bytes[at + 1] | 0x20;
        int third = bytes[at + 2] | 0x20;
        for (int place = 0; place < names.length(); place += LETTERS) {
            if (names.charAt(place) == first && names.charAt(place + 1) == second && names.charAt(place + 2) == third) {
                return place / LETTERS;
            }
        }
        return -1;
    }
}
