package dev.switchboard.serving;

import dev.switchboard.protocol.CloseReason;
import org.jspecify.annotations.Nullable;

/// Brings what a connection's two directions saw to one close reason. Not thread-safe: the driver guards it.
///
/// The kernel tells a reset to one call only; the other direction then sees end of stream or a broken pipe. So a
/// reset outranks an orderly end, and a broken pipe says nothing by itself: it follows a FIN as well as a RST.
final class Verdict {
    private @Nullable CloseReason decided;
    private boolean endOfStream;
    private boolean brokenPipe;

    /// The session or the server ends the connection for this reason; the first reason stands.
    void decide(CloseReason reason) {
        if (decided == null) {
            decided = reason;
        }
    }

    /// A read found the end of the stream.
    void endOfStream() {
        endOfStream = true;
    }

    /// A read or a write failed.
    void failed(Fault fault) {
        switch (fault) {
            case RESET -> outrank(CloseReason.PEER_RESET);
            case VANISHED -> outrank(CloseReason.PEER_VANISHED);
            case BROKEN_PIPE -> brokenPipe = true;
            case OTHER -> decide(CloseReason.ERROR);
        }
    }

    /// Whether the connection did not end in good order, as far as one of its directions has seen. What the other then
    /// reads to the end is not all that the peer meant to say.
    boolean isCut() {
        return decided == CloseReason.PEER_RESET || decided == CloseReason.PEER_VANISHED;
    }

    /// The one reason, when both directions are over.
    CloseReason reason() {
        if (decided != null) {
            return decided;
        }
        if (endOfStream) {
            return CloseReason.PEER_CLOSED;
        }
        return brokenPipe ? CloseReason.PEER_RESET : CloseReason.ERROR;
    }

    private void outrank(CloseReason reason) {
        if (decided == null || decided == CloseReason.PEER_CLOSED) {
            decided = reason;
        }
    }
}
