package dev.switchboard.client;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Whom to connect to, and how.
///
/// @param remote the peer; its port is not 0
/// @param local the port to connect from (0 or absent: any free one); host [#ANY_HOST] leaves the address to the
///     system. A TCP port that still waits for an earlier connection to expire can be used again (`SO_REUSEADDR`)
/// @param limit how long connecting to one address may take, and how long a connection may stay idle; absent: as
///     long as the system allows, and for ever
public record Dial(
        HostPort remote,
        Transport transport,
        @Nullable HostPort local,
        @Nullable Duration limit) {
    /// The host of a local port that is not bound to one address.
    public static final String ANY_HOST = "*";

    /// @throws IllegalArgumentException when the remote port is 0, or the limit is under 1 ms or over 24 days
    public Dial {
        if (remote.port() == 0) {
            throw new IllegalArgumentException("'" + remote + "' has port 0, which cannot be connected to");
        }
        checkLimit(limit);
    }

    /// From any local port, without a limit.
    public Dial(HostPort remote, Transport transport) {
        this(remote, transport, null, null);
    }

    /// Connects; blocks until that is decided. A host with several addresses is tried address by address, and when
    /// none works the first one's failure is told. Over UDP the first address is taken: nothing is exchanged yet.
    public Dialed open() {
        return openWithin(limit);
    }

    /// The same, with this limit for connecting to one address instead of [#limit].
    ///
    /// @throws IllegalArgumentException when it is under 1 ms or over 24 days
    public Dialed open(Duration connectLimit) {
        checkLimit(connectLimit);
        return openWithin(connectLimit);
    }

    private static void checkLimit(@Nullable Duration limit) {
        if (limit != null && (limit.toMillis() < 1 || limit.toMillis() > Integer.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "a time limit of " + limit.toMillis() + " ms is not between 1 ms and 24 days");
        }
    }

    private Dialed openWithin(@Nullable Duration connectLimit) {
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(remote.host());
        } catch (UnknownHostException e) {
            return CannotConnect.to(remote, Causes.of(e));
        }
        CannotConnect first = null;
        for (InetAddress address : addresses) {
            Dialed dialed = open(address, connectLimit);
            if (!(dialed instanceof CannotConnect failed)) {
                return dialed;
            }
            first = first == null ? failed : first;
        }
        return first == null ? CannotConnect.to(remote, "no address") : first;
    }

    private Dialed open(InetAddress address, @Nullable Duration connectLimit) {
        InetSocketAddress from = null;
        if (local != null) {
            try {
                from = localAddress(local, address);
            } catch (UnknownHostException e) {
                return CannotConnect.binding(this, Causes.of(e));
            }
        }
        InetSocketAddress to = new InetSocketAddress(address, remote.port());
        return switch (transport) {
            case TCP -> TcpConnection.open(this, from, to, connectLimit);
            case UDP -> UdpConnection.open(this, from, to);
        };
    }

    /// A name can have addresses of both families; only one of the remote's family can reach it.
    private static InetSocketAddress localAddress(HostPort local, InetAddress remote) throws UnknownHostException {
        if (local.host().equals(ANY_HOST)) {
            return new InetSocketAddress(local.port());
        }
        InetAddress[] candidates = InetAddress.getAllByName(local.host());
        InetAddress address = Arrays.stream(candidates)
                .filter(candidate -> candidate.getClass() == remote.getClass())
                .findFirst()
                .orElse(candidates[0]);
        return new InetSocketAddress(address, local.port());
    }
}
