package dev.switchboard.client;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// An open way to a peer, over TCP or UDP, made by [Dial#open].
///
/// ```
///   Dial.open ──▶ open ──endOutput──▶ output ended ──▶ over: receive returns the Ending
///                   └──── peer closes, resets, vanishes; limit passed; close ────▶ ┘
/// ```
/// Sending and receiving are meant for two threads at once. A peer's fault is never thrown: [#receive] returns it.
public sealed interface Connection extends Dialed, AutoCloseable permits TcpConnection, UdpConnection {
    /// How long nothing must follow over TCP until [Receiver#paused] is called, in milliseconds.
    int PAUSE_MILLIS = 20;

    /// What fits into one datagram, in bytes: 65,535 less the headers of IPv4 and UDP.
    int DATAGRAM_BYTES_MAX = 65_507;

    /// The quiet after [#endOutput] that ends receiving over UDP when the dial has no limit, in milliseconds.
    int DATAGRAM_QUIET_MILLIS = 1_000;

    /// The address and port on this side.
    InetSocketAddress local();

    /// Sends all of `bytes`, over UDP as one datagram; blocks while the peer's window is full. Threads take turns.
    ///
    /// True means that the system took the bytes, not that the peer has them. Without bytes nothing is sent, over
    /// UDP neither: a connected socket of the JDK does not send empty datagrams.
    ///
    /// @return false when the connection is over or its output ended; [#receive] tells why
    /// @throws IllegalArgumentException when a datagram is longer than [#DATAGRAM_BYTES_MAX]
    boolean send(ByteBuffer bytes);

    /// Says that nothing more will be sent. Over TCP the peer sees the end of the stream and can still answer. A
    /// datagram socket cannot say it: nothing is sent, and receiving ends after [Dial#limit] of quiet, or
    /// [#DATAGRAM_QUIET_MILLIS].
    void endOutput();

    /// Delivers what arrives until the connection ends, in the calling thread. To be called once.
    ///
    /// @return why it ended; the socket is closed then
    Ending receive(Receiver receiver);

    /// Closes at once, from any thread; a running [#send] or [#receive] returns. Closing twice is harmless.
    @Override
    void close();
}
