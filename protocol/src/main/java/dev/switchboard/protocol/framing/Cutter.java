package dev.switchboard.protocol.framing;

import dev.switchboard.protocol.CloseReason;
import dev.switchboard.protocol.Turn;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Cuts one connection's byte stream into messages; holds what has come of a message that is not complete.
/// Not thread-safe: it belongs to one session.
///
/// A message that lies whole in the input is handed on without a copy. One that spans reads is collected, in memory
/// that grows with the bytes that really came, never with what a length prefix promises.
public interface Cutter {
    /// Takes the next bytes of the stream and hands on every message that they complete, in order.
    ///
    /// @param bytes consumed, unless a fault is returned
    /// @return null, or why the conversation cannot go on; messages before the fault were handed on
    @Nullable
    CloseReason cut(ByteBuffer bytes, MessageSink sink, Turn turn);

    /// The stream ended. Hands on what the end completes.
    ///
    /// @return null, or [CloseReason#PROTOCOL_ERROR] when the end cut a message in two
    @Nullable
    CloseReason end(MessageSink sink, Turn turn);
}
