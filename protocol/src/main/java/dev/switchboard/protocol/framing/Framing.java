package dev.switchboard.protocol.framing;

import dev.switchboard.protocol.Turn;

/// How a byte stream is cut into messages, and how a reply is marked off in the other direction.
/// Immutable; the state of one stream is in its [Cutter].
public sealed interface Framing permits NoFraming, LineFraming, LengthFraming, FixedFraming, CloseFraming {
    /// A cutter for one new stream.
    ///
    /// @param messageBytesMax the longest message accepted; a longer one ends the conversation with `limit`
    Cutter cutter(int messageBytesMax);

    /// Writes what must come before a reply of this many bytes.
    default void writeHead(int replyBytes, Turn turn) {}

    /// Writes what must come after a reply.
    default void writeTail(Turn turn) {}
}
