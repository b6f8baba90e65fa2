package dev.switchboard.serving;

import dev.switchboard.hub.Line;
import dev.switchboard.message.HubRequest;
import org.jspecify.annotations.Nullable;

/// What sessions asked of the hub while a thread called them, and the thread that has it decided: without a lock, for
/// that may block as long as the disk does, and tells others. Where a thread serves many connections, it does so only
/// for what one alone asked in a round. Belongs to that thread, but for [#isHere].
final class Deciding {
    private @Nullable Line asked;
    private boolean shared;
    private volatile @Nullable Thread decider;

    /// Asks; [#decide] must follow.
    void ask(Line line, HubRequest request) {
        if (asked == line || (asked == null && !shared)) {
            asked = line;
            line.prepare(request);
        } else {
            line.request(request); // wakes the journal's thread, which takes what was prepared too
            asked = null;
            shared = true;
        }
    }

    /// Whether something was asked that is not decided unless [#decide] follows.
    boolean isDue() {
        return asked != null;
    }

    /// Has it decided; the answers may be there then. Begins a new round.
    void decide() {
        Line line = asked;
        asked = null;
        shared = false;
        if (line != null) {
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
