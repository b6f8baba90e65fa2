package dev.switchboard.lab.experiment;

import dev.switchboard.lab.Expected;
import dev.switchboard.lab.LabException;
import dev.switchboard.lab.Stage;
import dev.switchboard.lab.kernel.KernelSettings;
import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.peer.PeerSocket;
import dev.switchboard.lab.peer.SocketOption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/// Who may bind to which port of which address.
final class OnePort {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress ANOTHER = InetAddress.ofLiteral("127.0.0.2");
    private static final InetAddress EVERY = InetAddress.ofLiteral("0.0.0.0");
    private static final InetAddress EVERY_IPV6 = InetAddress.ofLiteral("::");
    private static final InetAddress LOOPBACK_IPV6 = InetAddress.ofLiteral("::1");
    /// For documentation (RFC 5737): nobody's.
    private static final InetAddress NOT_OURS = InetAddress.ofLiteral("192.0.2.1");
    private static final int PRIVILEGED = 1;
    private static final String UNPRIVILEGED = "net.ipv4.ip_unprivileged_port_start";
    private static final int CAP_NET_BIND_SERVICE = 10;

    private OnePort() {}

    static void run(Stage stage, Peer peer) throws InterruptedException {
        stage.scene("two sockets, one port");
        PeerSocket first = peer.tcp();
        Listening.at(first, new InetSocketAddress(LOOPBACK, 0));
        int port = first.localAddress().getPort();
        stage.finding("the same address again", Expected.is("EADDRINUSE"), bind(peer.tcp(), LOOPBACK, port));
        stage.finding("every address, which holds this one", Expected.is("EADDRINUSE"), bind(peer.tcp(), EVERY, port));
        stage.finding("another address", Expected.is("ok"), bind(peer.tcp(), ANOTHER, port));
        stage.finding("the same address, but UDP", Expected.is("ok"), bind(peer.udp(), LOOPBACK, port));
        first.close().get();
        ipv6(stage, peer);
        stage.scene("an address that is not ours, a port that is not for everyone");
        stage.finding("192.0.2.1", Expected.is("EADDRNOTAVAIL"), bind(peer.tcp(), NOT_OURS, 0));
        stage.finding(
                "port %d, %s".formatted(PRIVILEGED, mayBind() ? "with the right to it" : "without the right to it"),
                Expected.is(mayBind() ? "ok" : "EACCES"),
                bind(peer.tcp(), LOOPBACK, PRIVILEGED));
    }

    private static void ipv6(Stage stage, Peer peer) throws InterruptedException {
        stage.scene("[::] and 0.0.0.0 on one port");
        PeerSocket both = peer.tcp6();
        both.option(SocketOption.IPV6_V6ONLY, 0).get();
        Listening.at(both, new InetSocketAddress(EVERY_IPV6, 0));
        int port = both.localAddress().getPort();
        stage.finding("[::]: by 127.0.0.1", Expected.is("reached"), reach(peer, LOOPBACK, port));
        stage.finding("[::]: by ::1", Expected.is("reached"), reach(peer, LOOPBACK_IPV6, port));
        stage.finding("0.0.0.0 beside it", Expected.is("EADDRINUSE"), bind(peer.tcp(), EVERY, port));
        both.close().get();
        PeerSocket only = peer.tcp6();
        only.option(SocketOption.IPV6_V6ONLY, 1).get();
        Listening.at(only, new InetSocketAddress(EVERY_IPV6, 0));
        int other = only.localAddress().getPort();
        stage.finding("[::] with V6ONLY: by 127.0.0.1", Expected.is("ECONNREFUSED"), reach(peer, LOOPBACK, other));
        stage.finding("[::] with V6ONLY: by ::1", Expected.is("reached"), reach(peer, LOOPBACK_IPV6, other));
        stage.finding("0.0.0.0 beside it", Expected.is("ok"), bind(peer.tcp(), EVERY, other));
        only.close().get();
    }

    private static String bind(PeerSocket socket, InetAddress address, int port) throws InterruptedException {
        String result = socket.bind(new InetSocketAddress(address, port)).get().result();
        socket.close().get();
        return result;
    }

    private static String reach(Peer from, InetAddress address, int port) throws InterruptedException {
        return reach(from, new InetSocketAddress(address, port));
    }

    /// `reached`, or why not.
    static String reach(Peer from, InetSocketAddress address) throws InterruptedException {
        PeerSocket socket = address.getAddress().getAddress().length > 4 ? from.tcp6() : from.tcp();
        String result = socket.connect(address).get().result();
        socket.close().get();
        return result.equals("ok") ? "reached" : result;
    }

    /// Whether this process, and with it those it starts, may bind to a port below 1024.
    private static boolean mayBind() {
        try {
            long from = KernelSettings.read().number(UNPRIVILEGED).orElse(Long.MAX_VALUE);
            String capabilities = Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("CapEff:"))
                    .findFirst()
                    .orElse("CapEff: 0");
            long effective = Long.parseUnsignedLong(
                    capabilities.substring("CapEff:".length()).strip(), 16);
            return PRIVILEGED >= from || (effective >> CAP_NET_BIND_SERVICE & 1) == 1;
        } catch (IOException e) {
            throw new LabException("the system does not tell who may bind: " + e.getMessage(), e);
        }
    }
}
