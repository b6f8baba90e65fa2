package dev.switchboard.server;

import dev.switchboard.posix.PosixException;
import dev.switchboard.posix.ThisThread;

/// Work that nobody waits for.
final class Background {
    /// A tenth of the share of others, and not less: a thread that is kept waiting with a lock, or before a safepoint,
    /// keeps others waiting.
    static final int NICE = 10;

    /// Longer than others have it, so that these do not wait for the end of such a turn; and not by more, since this is
    /// waited for ten times as long where others want all processors.
    private static final long TURN_NANOS = 10_000_000;

    /// Elsewhere the call would concern the whole process.
    private static final boolean THREADS_HAVE_PRIORITIES =
            System.getProperty("os.name", "").startsWith("Linux");

    private Background() {}

    /// The calling platform thread leaves the processors to others where they want them, from now on.
    static void giveWay() {
        if (!THREADS_HAVE_PRIORITIES) {
            return;
        }
        try {
            ThisThread.nice(NICE, TURN_NANOS);
        } catch (PosixException | LinkageError e) {
            // Refused, or no such call: then it is as quick as the others, which costs them time and nothing else.
        }
    }
}
