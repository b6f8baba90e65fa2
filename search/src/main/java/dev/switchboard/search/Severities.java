package dev.switchboard.search;

/// A set of the severities of syslog, 0 (emergency) to 7 (debug); see RFC 5424, section 6.2.1.
///
/// @param bits bit N is severity N; bit 8 is a message without one
public record Severities(int bits) {
    /// Every message, whether it has a severity or not.
    public static final Severities ANY = new Severities(0x1ff);

    /// The bit of messages without a severity.
    public static final int NONE = 8;

    /// Whether a message of this severity, or of [#NONE], is meant.
    public boolean has(int severity) {
        return (bits >> severity & 1) != 0;
    }
}
