package dev.switchboard.lab.show;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// Addresses as people write them.
final class Addresses {
    private Addresses() {}

    /// `127.0.0.1:2012`, `[::1]:2012`; the name where it was never resolved.
    static String text(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        if (host == null) {
            return address.getHostString() + ":" + address.getPort();
        }
        String text = host.getHostAddress();
        return (host instanceof Inet6Address ? "[" + text + "]" : text) + ":" + address.getPort();
    }
}
