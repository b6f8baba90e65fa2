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

    private final long unitMicros;
    private final DateTimeFormatter format;
    private Text last = new Text(Long.MIN_VALUE, new byte[0]);

    /// @param unitMicros how long the text stays the same: whole milliseconds
    /// @param format gives ASCII, and has a zone
    public TimeText(long unitMicros, DateTimeFormatter format) {
        this.unitMicros = unitMicros;
        this.format = format;
    }

    /// The text of a time in microseconds since 1970; not to be changed.
    public byte[] of(long epochMicros) {
        long unit = Math.floorDiv(epochMicros, unitMicros);
        Text text = last;
        if (text.unit != unit) {
            Instant instant = Instant.ofEpochMilli(unit * (unitMicros / MICROS_PER_MILLI));
            text = new Text(unit, format.format(instant).getBytes(StandardCharsets.US_ASCII));
            last = text;
        }
        return text.bytes;
    }
}
