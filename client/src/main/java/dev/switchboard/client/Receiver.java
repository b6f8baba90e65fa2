package dev.switchboard.client;

import java.nio.ByteBuffer;

/// What a [Connection] delivers to. All calls come from the thread that runs [Connection#receive].
///
/// A receiver that can take no more closes the connection; the receive loop then ends.
public interface Receiver {
    /// Bytes in the order of arrival: over TCP cut anywhere, over UDP one datagram, perhaps an empty one.
    ///
    /// @param bytes valid only during the call
    void received(ByteBuffer bytes);

    /// What was received is all for now: over UDP after every datagram, over TCP when nothing followed for
    /// [Connection#PAUSE_MILLIS]. Called once for each pause.
    default void paused() {}
}
