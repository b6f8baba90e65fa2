package dev.switchboard.serving;

import dev.switchboard.protocol.CloseReason;

/// A connection that is being served, as its listener sees it. Thread-safe.
interface LiveConnection {
    ConnectionInfo info();

    /// Tells the peer in its protocol's own way that the server goes down, pays what is owed and half-closes.
    ///
    /// @param deadlineNanos monotonic time at which the connection is cut if it is still there
    void stop(long deadlineNanos);

    /// Ends the connection now, whatever is owed. Does nothing when it is over already.
    void cut(CloseReason reason);

    /// Asks the kernel whether the peer's machine still answers, and cuts the connection when it does not.
    void checkPeer(PeerWatch watch);
}
