package dev.switchboard.protocol;

import java.nio.ByteBuffer;

/// What is spoken on a UDP listener: one datagram is one message, at most one datagram answers it.
///
/// Without state between datagrams; one thread at a time calls it.
public interface DatagramProtocol {
    /// The name in listener specifications and in the log, such as `echo`.
    String name();

    /// One datagram arrived. What is written to the turn is the answer; nothing written means no answer.
    ///
    /// One turn may see several datagrams, whose messages it [gathers][Turn#gather].
    ///
    /// @param datagram the whole payload, 0 to 65,507 bytes; valid during the call only
    void datagram(Peer peer, ByteBuffer datagram, Turn turn);
}
