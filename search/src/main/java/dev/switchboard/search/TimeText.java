package dev.switchboard.search;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times as people write them: `2026-11-21` (its first moment), `2026-11-21T12:00:00.123Z`, `-15m`.
///
/// @param nowMicros in microseconds since 1970
/// @param zone of times that name none
record TimeText(long nowMicros, ZoneId zone) {
    private static final Pattern AGO = Pattern.compile("-(\\d{1,6})([smhdw])");
    private static final Pattern TIME =
            Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d)(?:[Tt ](\\d\\d):(\\d\\d)(?::(\\d\\d)(?:[.,](\\d{1,9}))?)?"
                    + "(Z|z|[+-]\\d\\d(?::?\\d\\d)?)?)?");
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANO_DIGITS = 9;

    /// In microseconds since 1970.
    ///
    /// @param key what the time is for, to say so when it is wrong
    long micros(String key, String text) throws WrongTextException {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            return nowMicros - Long.parseLong(ago.group(1)) * unit(ago.group(2)).toSeconds() * MICROS_PER_SECOND;
        }
        Matcher time = TIME.matcher(text);
        try {
            if (time.matches()) {
                return ChronoUnit.MICROS.between(Instant.EPOCH, instant(time));
            }
        } catch (DateTimeException _) {
            // It has the form of a time, but there is no such day, hour or zone.
        }
        throw new WrongTextException(
                "%s wants a time such as 2026-11-21, 2026-11-21T12:00, 2026-11-21T12:00:00Z or -15m, not '%s'"
                        .formatted(key, text));
    }

    private Instant instant(Matcher time) {
        LocalDateTime local = LocalDateTime.of(
                number(time.group(1)),
                number(time.group(2)),
                number(time.group(3)),
                number(time.group(4)),
                number(time.group(5)),
                number(time.group(6)),
                nanos(time.group(7)));
        String named = time.group(8);
        ZoneId its = named == null ? zone : ZoneOffset.of(named.equals("z") ? "Z" : named);
        return local.atZone(its).toInstant();
    }

    @SuppressWarnings("NullAway") // a group of a pattern is null where it is not there
    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    @SuppressWarnings("NullAway") // a group of a pattern is null where it is not there
    private static int nanos(String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "0".repeat(NANO_DIGITS)).substring(0, NANO_DIGITS));
    }

    private static Duration unit(String letter) {
        return switch (letter) {
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            case "d" -> Duration.ofDays(1);
            default -> Duration.ofDays(7);
        };
    }

    /// The time as text that names its zone.
    static String text(long epochMicros) {
        return UTC.format(Instant.EPOCH.plus(epochMicros, ChronoUnit.MICROS));
    }
}
