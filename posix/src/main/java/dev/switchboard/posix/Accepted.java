package dev.switchboard.posix;

import java.net.InetSocketAddress;

/// A connection just accepted. The receiver of this value owns `fd` and must close it or pass it on and then close it.
///
/// @param fd the connection's descriptor: blocking, close-on-exec
/// @param peer the other end; IPv4 mapped into IPv6 appears as IPv4
/// @param local this end, resolved for this connection even when the listener is bound to the wildcard address
public record Accepted(int fd, InetSocketAddress peer, InetSocketAddress local) {}
