package dev.switchboard.protocol.lines;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times as messages show them, in UTC with milliseconds. Many messages have the same, so the last one is kept.
///
/// Shared by all threads without a guard: a thread that sees an older one makes its own.
final class TimeText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final long MICROS_PER_MILLI = 1_000;

    /// Its fields are final, so whoever sees one sees it whole.
    private static final class Stamp {
        final long epochMillis;
        final byte[] text;

        Stamp(long epochMillis, byte[] text) {
            this.epochMillis = epochMillis;
            this.text = text;
        }
    }

    private Stamp last = new Stamp(Long.MIN_VALUE, new byte[0]);

    /// The text of a time in microseconds since 1970. Not to be changed.
    byte[] of(long epochMicros) {
        long millis = Math.floorDiv(epochMicros, MICROS_PER_MILLI);
        Stamp stamp = last;
        if (stamp.epochMillis != millis) {
            stamp = new Stamp(millis, TIME.format(Instant.ofEpochMilli(millis)).getBytes(StandardCharsets.US_ASCII));
            last = stamp;
        }
        return stamp.text;
    }
}
