package dev.switchboard.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/// Connected TCP channels, for whoever drives many of them by a selector of one's own.
public final class ConnectedChannel {
    private ConnectedChannel() {}

    /// Connects, address by address as [Dial#open()] does; blocks until that is decided. The channel blocks, and sends
    /// without delay (TCP_NODELAY).
    ///
    /// @param limit for each address; at least 1 ms
    /// @throws IOException when it cannot; the message is that of [CannotConnect#message()]
    public static SocketChannel open(HostPort remote, Duration limit) throws IOException {
        IOException first = null;
        try {
            for (InetAddress address : InetAddress.getAllByName(remote.host())) {
                try {
                    return open(new InetSocketAddress(address, remote.port()), limit);
                } catch (IOException e) {
                    first = first == null ? e : first;
                }
            }
        } catch (UnknownHostException e) {
            first = e;
        }
        String cause = first == null ? "no address" : Causes.of(first);
        throw new IOException(CannotConnect.to(remote, cause).message(), first);
    }

    private static SocketChannel open(InetSocketAddress address, Duration limit) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.socket().connect(address, Math.toIntExact(limit.toMillis()));
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }
}
