package dev.switchboard.cli.journal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/// Times of messages as text.
public final class Times {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private Times() {}

    /// Such as `2026-11-21T12:00:00.123456Z`.
    public static String text(long epochMicros) {
        return FORM.format(Instant.EPOCH.plus(epochMicros, ChronoUnit.MICROS));
    }
}
