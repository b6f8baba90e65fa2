package dev.switchboard.serving;

import dev.switchboard.posix.Errno;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    /// The JDK tells errors apart by message only: its own "Connection reset", else the C library's text,
    /// which is in the user's language.
    static Fault of(IOException failure) {
        String text = String.valueOf(failure.getMessage());
        if (text.startsWith("Connection reset")) {
            return RESET;
        }
        return Texts.FAULTS.getOrDefault(text, OTHER);
    }

    /// What the C library says for each fault, in English and in the language of this process.
    private static final class Texts {
        static final Map<String, Fault> FAULTS = new HashMap<>();

        static {
            FAULTS.put("Broken pipe", BROKEN_PIPE);
            for (String english : List.of(
                    "Connection timed out",
                    "No route to host",
                    "Network is unreachable",
                    "Network is down",
                    "Host is down")) {
                FAULTS.put(english, VANISHED);
            }
            try {
                FAULTS.put(Errno.strerrorInLocale(Errno.ECONNRESET), RESET);
                FAULTS.put(Errno.strerrorInLocale(Errno.EPIPE), BROKEN_PIPE);
                FAULTS.put(Errno.strerrorInLocale(Errno.ETIMEDOUT), VANISHED);
                FAULTS.put(Errno.strerrorInLocale(Errno.EHOSTUNREACH), VANISHED);
                FAULTS.put(Errno.strerrorInLocale(Errno.ENETUNREACH), VANISHED);
                FAULTS.put(Errno.strerrorInLocale(Errno.ENETDOWN), VANISHED);
                FAULTS.put(Errno.strerrorInLocale(Errno.EHOSTDOWN), VANISHED);
            } catch (LinkageError | RuntimeException e) {
                // Not Linux: the English texts have to do.
            }
        }
    }
}
