package dev.switchboard.protocol.syslog;

/// The words for how bad something is. They stand where a host or a program is looked for, and are neither.
final class Levels {
    /// By their length, since most names have another.
    private static final String[][] WORDS = {
        {},
        {},
        {},
        {"err"},
        {"info", "warn", "crit"},
        {"error", "debug", "alert", "emerg", "panic", "fatal", "trace"},
        {"notice", "severe"},
        {"warning", "verbose"},
        {"critical"},
        {"emergency", "exception"},
        {},
        {"information"},
        {},
        {"informational"}
    };

    private Levels() {}

    static boolean is(byte[] bytes, int start, int stop) {
        int length = stop - start;
        if (length >= WORDS.length) {
            return false;
        }
        for (String word : WORDS[length]) {
            if (same(word, bytes, start)) {
                return true;
            }
        }
        return false;
    }

    private static boolean same(String word, byte[] bytes, int start) {
        for (int index = 0; index < word.length(); index++) {
            if ((bytes[start + index] | 0x20) != word.charAt(index)) {
                return false;
            }
        }
        return true;
    }
}
