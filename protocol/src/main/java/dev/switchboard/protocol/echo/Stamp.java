package dev.switchboard.protocol.echo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The time in brackets that an echo begins with, and a space. Thread-safe.
///
/// The text of the last unit of time is kept, for many replies fall into one.
public final class Stamp {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MICROS_PER_MILLI = 1_000;

    private final long unitMicros;
    private final DateTimeFormatter format;
    private volatile Text last = new Text(Long.MIN_VALUE, new byte[0]);

    private Stamp(long unitMicros, DateTimeFormatter format) {
        this.unitMicros = unitMicros;
        this.format = format;
    }

    /// `[Sat Nov 21 12:00:00 2026] `: C's ctime form, local time, 27 bytes for years of four digits.
    public static Stamp ctime(ZoneId zone) {
        String pattern = "'['EEE MMM ppd HH:mm:ss uuuu'] '";
        return new Stamp(
                MICROS_PER_SECOND,
                DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(zone));
    }

    /// `[2026-11-21T12:00:00.123Z] `: ISO 8601 with milliseconds, UTC, 27 bytes.
    public static Stamp iso() {
        String pattern = "'['uuuu-MM-dd'T'HH:mm:ss.SSS'Z] '";
        return new Stamp(
                MICROS_PER_MILLI,
                DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC));
    }

    /// The stamp's bytes for this time; not to be changed.
    byte[] at(long epochMicros) {
        long unit = Math.floorDiv(epochMicros, unitMicros);
        Text text = last;
        if (text.unit != unit) {
            Instant instant = Instant.EPOCH.plusMillis(unit * (unitMicros / MICROS_PER_MILLI));
            text = new Text(unit, format.format(instant).getBytes(StandardCharsets.US_ASCII));
            last = text;
        }
        return text.bytes;
    }

    private static final class Text {
        final long unit;
        final byte[] bytes;

        Text(long unit, byte[] bytes) {
            this.unit = unit;
            this.bytes = bytes;
        }
    }
}
