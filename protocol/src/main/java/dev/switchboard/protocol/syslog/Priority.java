package dev.switchboard.protocol.syslog;

/// `PRI`, the number in angle brackets that a message begins with (RFC 5424, section 6.2.1): 0 to 191,
/// without leading zeros.
final class Priority {
    static final int MAX = 191;
    private static final int DIGITS_MAX = 3;

    /// So many digits, between brackets, are passed over when they are no priority.
    private static final int WRONG_DIGITS_MAX = 5;

    private Priority() {}

    /// The priority that begins here, or -1.
    static int at(byte[] bytes, int at, int end) {
        if (at >= end || bytes[at] != '<') {
            return -1;
        }
        int number = 0;
        int place = at + 1;
        int last = Math.min(end, place + DIGITS_MAX);
        while (place < last && Chars.digit(bytes[place])) {
            number = number * 10 + bytes[place++] - '0';
        }
        int digits = place - at - 1;
        boolean whole = digits > 0 && place < end && bytes[place] == '>';
        boolean zeros = digits > 1 && bytes[at + 1] == '0';
        return whole && !zeros && number <= MAX ? number : -1;
    }

    /// Where the message goes on behind the brackets, right or wrong; `at` when there are none.
    static int after(byte[] bytes, int at, int end) {
        if (at >= end || bytes[at] != '<') {
            return at;
        }
        int digits = Chars.pass(bytes, at + 1, Math.min(end, at + 1 + WRONG_DIGITS_MAX), Chars.DIGIT);
        return digits < end && bytes[digits] == '>' ? digits + 1 : at;
    }
}
