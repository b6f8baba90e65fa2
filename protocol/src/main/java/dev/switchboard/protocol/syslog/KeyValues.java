package dev.switchboard.protocol.syslog;

/// Messages that are nothing but `key=value` pairs and begin with date and time, as FortiGate's: the device's
/// name is the host. All of it stays text.
final class KeyValues {
    private static final String DATE = "date=";
    private static final String TIME = " time=";
    private static final String NAME = "devname=";
    private static final String ZONE = "tz=";
    private static final int DATE_BYTES = 10;
    private static final int CLOCK_BYTES = 8;

    /// How many pairs are looked at.
    private static final int PAIRS_MAX = 16;

    private KeyValues() {}

    static boolean read(Header header, int at) {
        byte[] bytes = header.bytes;
        int end = header.end;
        int time = at + DATE.length() + DATE_BYTES;
        int clock = time + TIME.length();
        if (!Chars.has(bytes, at, end, DATE)
                || !Chars.has(bytes, time, end, TIME)
                || !header.stamp.read(bytes, at + DATE.length(), clock, end)) {
            header.stamp.forget();
            return false;
        }
        int place = clock + CLOCK_BYTES;
        for (int pair = 0; pair < PAIRS_MAX && place < end && bytes[place] == ' '; pair++) {
            int key = place + 1;
            int value = Chars.pass(bytes, key, end, Chars.TAG) + 1;
            if (value > end || bytes[value - 1] != '=') {
                break;
            }
            boolean quoted = value < end && bytes[value] == '"';
            int start = quoted ? value + 1 : value;
            int stop = start;
            while (stop < end && bytes[stop] != (quoted ? '"' : ' ')) {
                stop++;
            }
            if (Chars.has(bytes, key, end, NAME) && Hosts.isHost(bytes, start, stop)) {
                header.host(start, stop);
            } else if (Chars.has(bytes, key, end, ZONE)) {
                ZoneReader.behindNumbers(header.stamp, bytes, start, stop);
            }
            place = quoted ? Math.min(end, stop + 1) : stop;
        }
        header.body = at;
        return true;
    }
}
