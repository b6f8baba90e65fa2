package dev.switchboard.serving;

import java.io.IOException;
import java.net.InetSocketAddress;

/// How long to wait after a failed accept, so that a lack of descriptors neither spins nor kills the listener: doubles
/// with each failure, starts over after a success. Not thread-safe.
final class AcceptPause {
    private long millis = Limits.ACCEPT_PAUSE_MILLIS_MIN;

    void accepted() {
        millis = Limits.ACCEPT_PAUSE_MILLIS_MIN;
    }

    /// Tells of the failure and returns the pause to make, in milliseconds.
    long failed(InetSocketAddress local, IOException failure, ServingEvents events) {
        long pause = millis;
        events.on(new ServingEvent.AcceptFailed(local, String.valueOf(failure.getMessage()), pause));
        millis = Math.min(2 * millis, Limits.ACCEPT_PAUSE_MILLIS_MAX);
        return pause;
    }
}
