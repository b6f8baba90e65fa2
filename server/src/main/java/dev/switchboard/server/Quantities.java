package dev.switchboard.server;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads times and sizes as users write them.
public final class Quantities {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12})([a-z]*)");
    /// A hundred years, so that a time in nanoseconds and the sum of two of them still fit a number.
    static final long MILLIS_MAX = 36_500 * 86_400_000L;

    private static final Kind TIME = new Kind(
            "a time such as 500ms, 3s or 5m",
            Map.of("ms", 1L, "s", 1_000L, "", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L),
            MILLIS_MAX,
            "36500d");
    private static final Kind SIZE = new Kind(
            "a size such as 512, 64k or 20m",
            Map.of("", 1L, "k", 1L << 10, "m", 1L << 20, "g", 1L << 30),
            Long.MAX_VALUE,
            "8589934591g");

    private record Kind(String wanted, Map<String, Long> units, long max, String maxText) {}

    private Quantities() {}

    /// A time such as `500ms`, `3s`, `5m`, `2h`, `7d`, at most `36500d`; a bare number means seconds.
    ///
    /// @return milliseconds
    /// @throws ConfigException when it is none; `what` names it in the message
    public static long millis(String what, String text) {
        return read(what, text, TIME);
    }

    /// A size such as `512`, `64k`, `20m`, `2g`, in powers of 1,024.
    ///
    /// @return bytes
    /// @throws ConfigException when it is none; `what` names it in the message
    public static long bytes(String what, String text) {
        return read(what, text, SIZE);
    }

    private static long read(String what, String text, Kind kind) {
        Matcher form = FORM.matcher(text);
        Long unit = form.matches() ? kind.units.get(form.group(2)) : null;
        if (unit == null) {
            throw new ConfigException("%s wants %s, not '%s'".formatted(what, kind.wanted, text));
        }
        long number = Long.parseLong(form.group(1));
        if (number > kind.max / unit) {
            throw new ConfigException("%s is too large: '%s'; the most is %s".formatted(what, text, kind.maxText));
        }
        return number * unit;
    }
}
