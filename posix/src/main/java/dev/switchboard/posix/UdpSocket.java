package dev.switchboard.posix;

import java.net.InetSocketAddress;

/// One UDP socket of the network namespace.
///
/// @param local IPv4 also where an IPv6 socket carries it
/// @param peer port 0 when it is not connected
/// @param receiveQueueBytes kernel memory that waiting datagrams take, more than their bytes
/// @param sendQueueBytes kernel memory of datagrams not yet sent
/// @param drops datagrams thrown away since the socket was made because its receive buffer was full, or
///     they were damaged
/// @param inode the number in `/proc/PID/fd/N -> socket:[inode]`
public record UdpSocket(
        InetSocketAddress local,
        InetSocketAddress peer,
        long receiveQueueBytes,
        long sendQueueBytes,
        long drops,
        long inode) {}
