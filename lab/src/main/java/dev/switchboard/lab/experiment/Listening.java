package dev.switchboard.lab.experiment;

import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.peer.PeerSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// Sockets of scripted ends that listen. Whatever the kernel refuses here is a [LabException].
final class Listening {
    /// On this machine, where the kernel chooses.
    static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static final int BACKLOG = 5;

    private Listening() {}

    /// A new socket on any port.
    static PeerSocket on(Peer peer) throws InterruptedException {
        return on(peer, BACKLOG);
    }

    /// A new socket on any port, with a backlog.
    static PeerSocket on(Peer peer, int backlog) throws InterruptedException {
        return at(peer.tcp(), ANY_PORT, backlog);
    }

    /// Has a socket listen.
    static PeerSocket at(PeerSocket socket, InetSocketAddress address) throws InterruptedException {
        return at(socket, address, BACKLOG);
    }

    private static PeerSocket at(PeerSocket socket, InetSocketAddress address, int backlog)
            throws InterruptedException {
        socket.bind(address).demand();
        socket.listen(backlog).demand();
        return socket;
    }
}
