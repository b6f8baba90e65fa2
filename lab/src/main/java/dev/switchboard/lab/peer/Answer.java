package dev.switchboard.lab.peer;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// What came of a call.
///
/// @param beganNanos the run's time before the call
/// @param endedNanos the run's time after it
/// @param result as the record has it: `13`, `0 (end)`, `ok`, `ECONNRESET`
/// @param hex the bytes that came, as hexadecimal digits
public record Answer(long beganNanos, long endedNanos, String result, String hex) {
    /// Whether the kernel refused.
    public boolean hasFailed() {
        return result.startsWith("E");
    }

    /// The bytes that came, as text of Latin-1.
    public String text() {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
    }

    /// How long the call took, in milliseconds.
    public double millis() {
        return (endedNanos - beganNanos) / 1e6;
    }
}
