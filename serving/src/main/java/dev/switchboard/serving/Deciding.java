package dev.switchboard.serving;

import dev.switchboard.hub.Line;
import dev.switchboard.message.HubRequest;
import org.jspecify.annotations.Nullable;

/// What a session asked of the hub while its reader called it, and the reader that has it decided: without a lock, for
/// that may block as long as the disk does, and tells others. Belongs to the reader, but for [#isHere].
final class Deciding {
    private @Nullable Line asked;
    private volatile @Nullable Thread decider;

    void prepare(Line line, HubRequest request) {
        asked = line;
        line.prepare(request);
    }

    /// Whether something was asked, and [#decide] must follow.
    boolean isDue() {
        return asked != null;
    }

    /// Has it decided; the answers may be there then.
    void decide() {
        Line line = asked;
        if (line != null) {
            asked = null;
            decider = Thread.currentThread();
            try {
                line.decide();
            } finally {
                decider = null;
            }
        }
    }

    /// Whether the calling thread is deciding here. From any thread.
    boolean isHere() {
        return Thread.currentThread().equals(decider);
    }
}
