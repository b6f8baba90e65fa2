package dev.switchboard.protocol.echo;

import dev.switchboard.protocol.TimeText;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The time in brackets that an echo begins with, and a space. Thread-safe.
///
/// @param text what it is for a time
public record Stamp(TimeText text) {
    private static final long MILLIS_PER_SECOND = 1_000;

    /// `[Sat Nov 21 12:00:00 2026] `: C's ctime form, local time, 27 bytes for years of four digits.
    public static Stamp ctime(ZoneId zone) {
        String pattern = "'['EEE MMM ppd HH:mm:ss uuuu'] '";
        return new Stamp(new TimeText(
                MILLIS_PER_SECOND,
                DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(zone)));
    }

    /// `[2026-11-21T12:00:00.123Z] `: ISO 8601 with milliseconds, UTC, 27 bytes.
    public static Stamp iso() {
        String pattern = "'['uuuu-MM-dd'T'HH:mm:ss.SSS'Z] '";
        return new Stamp(new TimeText(
                1, DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC)));
    }

    /// The stamp's bytes for this time; not to be changed.
    byte[] at(long epochMicros) {
        return text.of(epochMicros);
    }
}
