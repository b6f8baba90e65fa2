package dev.switchboard.serving;

import java.io.IOException;
import java.util.Locale;

/// What a failed read or write says about the peer.
enum Fault {
    /// RST: the peer's kernel refused our bytes, or the peer cut the connection.
    RESET,
    /// A write to a connection that is known to be over; the reading side knows how it ended.
    BROKEN_PIPE,
    /// Nothing comes back from the peer's machine.
    VANISHED,
    /// Anything else: ours.
    OTHER;

    /// The JDK tells errors apart by message only; the texts are those of the C library in the C locale, with the JDK's
    /// own "Connection reset".
    static Fault of(IOException failure) {
        String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (text.contains("connection reset")) {
            return RESET;
        }
        if (text.contains("broken pipe")) {
            return BROKEN_PIPE;
        }
        if (text.contains("timed out") || text.contains("no route to host") || text.contains("unreachable")) {
            return VANISHED;
        }
        return OTHER;
    }
}
