package dev.switchboard.protocol.framing;

import dev.switchboard.protocol.Turn;
import java.nio.ByteBuffer;

/// Takes the messages that a [Cutter] finds.
@FunctionalInterface
public interface MessageSink {
    /// One message, without what framed it.
    ///
    /// @param payload from position to limit; valid during the call only, may be left in any state
    void message(ByteBuffer payload, Turn turn);
}
