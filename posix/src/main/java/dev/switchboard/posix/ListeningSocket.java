package dev.switchboard.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A listening TCP socket that hands out plain descriptors, which the JDK's own never does. Linux only.
///
/// Any number of threads may accept; any thread may close.
public final class ListeningSocket implements AutoCloseable {
    /// Errors of one connection that ended before it was accepted; the next may be fine. Source: `accept(2)`.
    private static final Set<Integer> OF_ONE_CONNECTION = Set.of(
            Errno.ECONNABORTED,
            Errno.EPROTO,
            Errno.ENOPROTOOPT,
            Errno.ENONET,
            Errno.ENETDOWN,
            Errno.ENETUNREACH,
            Errno.EHOSTDOWN,
            Errno.EHOSTUNREACH);

    private final HeldDescriptor descriptor;
    private final InetSocketAddress local;
    private final String name;

    private ListeningSocket(int fd, InetSocketAddress local) {
        PosixException.prepare();
        this.descriptor = new HeldDescriptor(fd);
        this.local = local;
        this.name = SocketAddresses.text(local);
    }

    /// Binds and listens, with `SO_REUSEADDR`. An IPv4 address, `0.0.0.0` too, takes IPv4 only; `::` takes both.
    ///
    /// @param address port 0 lets the kernel choose; see [#localAddress]
    /// @param backlog connections the kernel completes ahead of `accept`, cut to `net.core.somaxconn`
    /// @throws PosixException when a call fails: `EADDRINUSE`, `EADDRNOTAVAIL`, `EMFILE`, or `EACCES` for a
    ///     privileged port
    /// @throws UnresolvedAddressException when the address has no numbers
    public static ListeningSocket open(InetSocketAddress address, int backlog) throws PosixException {
        if (address.isUnresolved()) {
            throw new UnresolvedAddressException();
        }
        int fd = SocketCalls.socket(SocketAddresses.family(address), SocketCalls.SOCK_STREAM, 0);
        try {
            SocketCalls.option(fd, SocketCalls.SOL_SOCKET, SocketCalls.SO_REUSEADDR, 1);
            if (address.getAddress() instanceof Inet6Address inet6 && inet6.isAnyLocalAddress()) {
                SocketCalls.option(fd, SocketCalls.IPPROTO_IPV6, SocketCalls.IPV6_V6ONLY, 0);
            }
            SocketCalls.bind(fd, address);
            SocketCalls.listen(fd, backlog, address);
            return new ListeningSocket(fd, SocketCalls.localAddress(fd));
        } catch (PosixException e) {
            Descriptors.closeOwned(fd);
            throw e;
        }
    }

    /// Where it listens, with the port that the kernel chose. Stays known after close.
    public InetSocketAddress localAddress() {
        return local;
    }

    /// Waits for the next connection. Connections that ended while they were queued are skipped.
    ///
    /// @return null when this socket is closed, also when another thread closes it meanwhile
    /// @throws PosixException `EMFILE`, `ENFILE`, `ENOBUFS`, `ENOMEM`: the connection stays queued and the next
    ///     call fails at once as well, so pause before it
    public @Nullable Accepted accept() throws PosixException {
        if (!descriptor.enter()) {
            return null;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment peer = arena.allocate(SocketAddresses.BYTES_MAX, Long.BYTES);
            while (true) {
                long result = SocketCalls.accept(descriptor.fd(), peer);
                if (result >= 0) {
                    return accepted((int) result, SocketAddresses.read(peer));
                }
                // The kernel says EINVAL for a socket that close() has shut down.
                if (descriptor.isClosing()) {
                    return null;
                }
                if (!OF_ONE_CONNECTION.contains((int) -result)) {
                    throw new PosixException("accept", name, (int) -result);
                }
            }
        } finally {
            descriptor.leave();
        }
    }

    private static Accepted accepted(int fd, InetSocketAddress peer) throws PosixException {
        try {
            return new Accepted(fd, peer, SocketCalls.localAddress(fd));
        } catch (PosixException e) {
            Descriptors.closeOwned(fd);
            throw e;
        }
    }

    /// Stops listening; when it returns the port is free and no thread is inside `accept`. Connections still queued are
    /// reset. A second close does nothing.
    @Override
    public void close() {
        descriptor.close(() -> SocketCalls.shutdown(descriptor.fd()));
    }
}
