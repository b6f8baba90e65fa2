package dev.switchboard.protocol.syslog;

/// The words for how bad something is. They stand where a host or a program is looked for, and are neither.
final class Levels {
    private static final String[] WORDS = {
        "info",
        "err",
        "error",
        "warn",
        "warning",
        "notice",
        "debug",
        "crit",
        "critical",
        "alert",
        "emerg",
        "emergency",
        "panic",
        "fatal",
        "severe",
        "trace",
        "information",
        "informational",
        "verbose",
        "exception"
    };

    private Levels() {}

    static boolean is(byte[] bytes, int start, int stop) {
        for (String word : WORDS) {
            if (word.length() == stop - start && same(word, bytes, start)) {
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
