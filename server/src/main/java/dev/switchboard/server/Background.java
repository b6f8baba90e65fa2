package dev.switchboard.server;

import dev.switchboard.posix.PosixException;
import dev.switchboard.posix.ThisThread;

/// Work that nobody waits for.
final class Background {
    private static final int LOWEST_PRIORITY = 19;

    private Background() {}

    /// The calling platform thread gets the processor when nobody else wants it, from now on.
    static void giveWay() {
        try {
            ThisThread.nice(LOWEST_PRIORITY);
        } catch (PosixException e) {
            // Then it is as quick as the others: that costs them time and nothing else.
        }
    }
}
