package dev.switchboard.protocol;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/// Times as text. Many messages fall into one unit of time, so the last text is kept.
///
/// Shared by all threads without a guard: a thread that sees an older text makes its own.
public final class TimeText {
    private static final long MICROS_PER_MILLI = 1_000;

    /// Its fields are final, so whoever sees one sees it whole.
    private static final class Text {
        final long unit;
        final byte[] bytes;

        Text(long unit, byte[] bytes) {
            this.unit = unit;
            this.bytes = bytes;
        }
    }

    private final long unitMillis;
    private final DateTimeFormatter format;
    private Text last = new Text(Long.MIN_VALUE, new byte[0]);

    /// @param unitMillis how long the text stays the same
    /// @param format gives ASCII, and has a zone
    public TimeText(long unitMillis, DateTimeFormatter format) {
        this.unitMillis = unitMillis;
        this.format = format;
    }

    /// The text of a time in microseconds since 1970; not to be changed.
    public byte[] of(long epochMicros) {
        long unit = Math.floorDiv(epochMicros, unitMillis * MICROS_PER_MILLI);
        Text text = last;
        if (text.unit != unit) {
            Instant instant = Instant.ofEpochMilli(unit * unitMillis);
            text = new Text(unit, format.format(instant).getBytes(StandardCharsets.US_ASCII));
            last = text;
        }
        return text.bytes;
    }
}
