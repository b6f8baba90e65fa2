package dev.switchboard.client;

import java.time.Duration;

/// Why receiving ended. Decided once for a connection: what is noticed first stays.
public sealed interface Ending
        permits Ending.PeerClosed,
                Ending.PeerReset,
                Ending.PeerVanished,
                Ending.Idle,
                Ending.TooSlow,
                Ending.ClosedHere,
                CannotConnect {
    /// The peer closed in order (TCP only). A process that was killed looks the same: its kernel closes for it.
    record PeerClosed() implements Ending {}

    /// The peer reset the connection: it closed with data unread, or does not know this connection any more.
    record PeerReset() implements Ending {}

    /// The peer does not answer any more.
    ///
    /// @param cause what the system says, like `Connection timed out`
    record PeerVanished(String cause) implements Ending {}

    /// Neither side sent anything for the time that [Dial#limit] allows, or over UDP for the quiet that follows
    /// [Connection#endOutput].
    record Idle(Duration limit) implements Ending {}

    /// A send was under way and the peer took nothing for the time that [Dial#limit] allows. Bytes may be lost.
    record TooSlow(Duration limit) implements Ending {}

    /// This side closed: [Connection#close].
    record ClosedHere() implements Ending {}
}
