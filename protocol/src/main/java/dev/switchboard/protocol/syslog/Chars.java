package dev.switchboard.protocol.syslog;

import java.nio.charset.StandardCharsets;

/// What the bytes of a header may be part of, and steps over them. All places are within the array; every
/// step is at most once over the bytes it passes. Bytes from 0x80 on are parts of names, for there are names
/// in UTF-8.
final class Chars {
    static final int DIGIT = 1;
    static final int LETTER = 2;

    /// A host's name or address.
    static final int HOST = 4;

    /// A program's name.
    static final int TAG = 8;

    /// A word of a device's message code, such as `LINK` of `%LINK-3-UPDOWN`.
    static final int CODE = 16;

    /// A process's number, or what stands in its place.
    static final int PROCESS = 32;

    private static final byte[] KINDS = new byte[256];

    static {
        mark("0123456789", DIGIT | HOST | TAG | CODE | PROCESS);
        mark("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", LETTER | HOST | TAG | CODE | PROCESS);
        mark("_", HOST | TAG | CODE | PROCESS);
        mark(".-/", HOST | TAG | PROCESS);
        mark(":%", HOST);
        mark(":", PROCESS);
        mark("()@+#$~", TAG);
        for (int high = 0x80; high < KINDS.length; high++) {
            KINDS[high] |= HOST | TAG;
        }
    }

    private Chars() {}

    private static void mark(String chars, int kinds) {
        for (byte one : chars.getBytes(StandardCharsets.US_ASCII)) {
            KINDS[one] |= (byte) kinds;
        }
    }

    static boolean is(byte one, int kinds) {
        return (KINDS[one & 0xff] & kinds) != 0;
    }

    static boolean digit(byte one) {
        return one >= '0' && one <= '9';
    }

    /// The first place from `at` on that is none of these kinds, or `end`.
    static int pass(byte[] bytes, int at, int end, int kinds) {
        int place = at;
        while (place < end && (KINDS[bytes[place] & 0xff] & kinds) != 0) {
            place++;
        }
        return place;
    }

    /// The first place from `at` on that is no blank and no tabulator, or `end`.
    static int passBlanks(byte[] bytes, int at, int end) {
        int place = at;
        while (place < end && blank(bytes[place])) {
            place++;
        }
        return place;
    }

    static boolean blank(byte one) {
        return one == ' ' || one == '\t';
    }

    /// Whether a word ends here: at a blank, a tabulator or the end.
    static boolean ends(byte[] bytes, int at, int end) {
        return at >= end || blank(bytes[at]);
    }

    /// The next blank from `at` on, or `end`.
    static int passField(byte[] bytes, int at, int end) {
        int place = at;
        while (place < end && bytes[place] != ' ') {
            place++;
        }
        return place;
    }

    static boolean has(byte[] bytes, int at, int end, String text) {
        if (end - at < text.length()) {
            return false;
        }
        for (int index = 0; index < text.length(); index++) {
            if (bytes[at + index] != text.charAt(index)) {
                return false;
            }
        }
        return true;
    }

    /// The number of that many digits, or -1 when they are not all there.
    static int number(byte[] bytes, int at, int end, int digits) {
        if (end - at < digits) {
            return -1;
        }
        int number = 0;
        for (int place = at; place < at + digits; place++) {
            if (!digit(bytes[place])) {
                return -1;
            }
            number = number * 10 + bytes[place] - '0';
        }
        return number;
    }
}
