package dev.switchboard.serving;

import dev.switchboard.posix.Errno;
import dev.switchboard.posix.PosixException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// What to call the failure of a socket call: as the manual does, `ECONNRESET`; `closed` when this process closed the
/// socket meanwhile; else in the words of the failure.
final class CallError {
    private static final String CLOSED = "closed";
    private static final Set<String> CLOSED_TEXTS = Set.of("Socket closed", "Socket is closed", "Closed by interrupt");

    private CallError() {}

    static String of(Throwable failure) {
        return switch (failure) {
            case ClosedChannelException e -> CLOSED;
            case PosixException e -> Names.ofNumber(e.errno());
            case IOException e -> named(String.valueOf(e.getMessage()));
            default -> failure.toString();
        };
    }

    private static String named(String text) {
        if (CLOSED_TEXTS.contains(text)) {
            return CLOSED;
        }
        // The JDK's own words, when it did not ask the C library.
        return text.equals("Connection reset") ? "ECONNRESET" : Names.BY_TEXT.getOrDefault(text, text);
    }

    /// The JDK passes on what the C library says, in the user's language, and not the number.
    private static final class Names {
        private static final int ERRNO_MAX = 133;
        static final Map<String, String> BY_TEXT = new HashMap<>();

        static {
            try {
                for (int errno = 1; errno <= ERRNO_MAX; errno++) {
                    BY_TEXT.putIfAbsent(Errno.strerrorInLocale(errno), Errno.name(errno));
                }
            } catch (LinkageError | RuntimeException e) {
                // Not Linux: the texts themselves have to do.
            }
        }

        static String ofNumber(int errno) {
            return Errno.name(errno);
        }
    }
}
