package dev.switchboard.posix;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/// Addresses by their numbers, without a resolver.
final class At {
    private At() {}

    static InetSocketAddress address(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }

    static Socket connect(String host, int port) throws IOException {
        return new Socket(InetAddress.ofLiteral(host), port);
    }
}
