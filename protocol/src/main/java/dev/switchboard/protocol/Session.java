package dev.switchboard.protocol;

import dev.switchboard.message.HubAnswer;
import java.nio.ByteBuffer;

/// The state of one protocol conversation. It knows bytes and times that are passed in, and nothing of sockets,
/// threads, clocks or files; what it wants done it leaves in the [Turn] of the call.
///
/// The driver's promises: calls never overlap and each sees what the one before did, whatever thread they come on;
/// `opened` is first; nothing is called after a turn that closed, nor after `inputEnded` by way of `received`.
/// The session's promises: it never blocks, never throws for what a peer sends (a fault becomes
/// [Turn#close(CloseReason)]), and keeps no reference to a buffer or turn after the call.
///
/// ```
///            received*            received is over       turn.close(reason)
/// opened ──► CONVERSING ──inputEnded──► ANSWERING ─────────────► CLOSED      answered, due: in either
///                 └───────────── turn.close(reason) ───────────────┘
/// ```
public interface Session {
    /// The connection is there; a server that speaks first speaks now.
    default void opened(Turn turn) {}

    /// What one read brought: at least one byte, at most what the driver's read buffer holds.
    ///
    /// @param bytes all of it must be consumed or copied during the call
    void received(ByteBuffer bytes, Turn turn);

    /// The peer half-closed: no byte will follow, but it can still read. A session with nothing more to say closes
    /// with [CloseReason#PEER_CLOSED]; one that goes on talking just returns.
    void inputEnded(Turn turn);

    /// The time asked for with [Turn#wakeAt(long)] has come.
    default void due(Turn turn) {}

    /// The hub has something: an answer to what was asked with [Turn#request], in the order of asking, or a delivery.
    /// Comes between other calls, also after the end of input, but not when the turn was congested before.
    default void answered(HubAnswer answer, Turn turn) {}

    /// The server is going down: say so in the protocol's own way and close. What is owed may be paid first.
    default void stopping(Turn turn) {
        turn.close(CloseReason.SERVER_STOPPED);
    }
}
