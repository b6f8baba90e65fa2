package dev.switchboard.client;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Keeps the ending that was noticed first: closing a socket makes every other thread fail as well. Thread-safe.
final class FirstEnding {
    private final AtomicReference<@Nullable Ending> first = new AtomicReference<>();

    /// Offers `ending`, and returns the one that counts.
    Ending offer(Ending ending) {
        Ending earlier = first.compareAndExchange(null, ending);
        return earlier == null ? ending : earlier;
    }
}
