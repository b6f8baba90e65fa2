package dev.switchboard.server;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads times and sizes as users write them.
public final class Quantities {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12})([a-z]*)");
    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final Map<String, Long> BYTES = Map.of("", 1L, "k", 1L << 10, "m", 1L << 20, "g", 1L << 30);

    private Quantities() {}

    /// A time such as `500ms`, `3s`, `5m`, `2h`, `7d`; a bare number means seconds.
    ///
    /// @return milliseconds
    /// @throws ConfigException when it is none; `what` names it in the message
    public static long millis(String what, String text) {
        return read(what, text, MILLIS, "a time such as 500ms, 3s or 5m");
    }

    /// A size such as `512`, `64k`, `20m`, `2g`, in powers of 1,024.
    ///
    /// @return bytes
    /// @throws ConfigException when it is none; `what` names it in the message
    public static long bytes(String what, String text) {
        return read(what, text, BYTES, "a size such as 512, 64k or 20m");
    }

    private static long read(String what, String text, Map<String, Long> units, String wanted) {
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            Long unit = units.get(form.group(2));
            if (unit != null) {
                return Math.multiplyExact(Long.parseLong(form.group(1)), unit.longValue());
            }
        }
        throw new ConfigException("%s wants %s, not '%s'".formatted(what, wanted, text));
    }
}
