package dev.switchboard.client.load;

import java.util.Locale;

/// What is sent, and what comes back.
public enum LoadProtocol {
    /// A line, and the same line back, with or without a stamp of 27 bytes before what one read brought.
    ECHO,
    /// A line, and its receipt: `[TIME #OFFSET] ` and the text again.
    LINES,
    /// A line as in RFC 3164, framed by its line feed (RFC 6587, section 3.4.2). Nothing comes back.
    SYSLOG,
    /// A `syslog` command of RELP, and `rsp` with code 200.
    RELP;

    /// As it is written on a command line.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether a message gets an answer.
    public boolean answers() {
        return this != SYSLOG;
    }

    /// The least size of a message, in bytes.
    public int bytesMin() {
        return switch (this) {
            case ECHO, LINES -> 2;
            case SYSLOG, RELP -> SyslogLead.BYTES + Pattern.NUMBER_BYTES_MAX;
        };
    }
}
