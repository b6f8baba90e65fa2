package dev.switchboard.lab.experiment;

import dev.switchboard.lab.peer.Answer;
import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.peer.PeerSocket;
import dev.switchboard.lab.peer.Pending;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// A client's socket whose own address is known before it connects, so that the record can be asked about a connection
/// that never comes about.
record Caller(PeerSocket socket, InetSocketAddress local) {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    static Caller of(Peer peer) throws InterruptedException {
        PeerSocket socket = peer.tcp();
        socket.bind(ANY_PORT).get();
        return new Caller(socket, socket.localAddress());
    }

    /// A socket of `peer` that is bound to a free port and listens.
    static PeerSocket listening(Peer peer, int backlog) throws InterruptedException {
        PeerSocket socket = peer.tcp();
        socket.bind(ANY_PORT).get();
        socket.listen(backlog).get();
        return socket;
    }

    /// Connects and waits for what comes of it.
    Answer connected(InetSocketAddress server) throws InterruptedException {
        return socket.connect(server).get();
    }

    /// Sends a text and waits until the kernel has taken it.
    Answer sent(String text) throws InterruptedException {
        return socket.send(text).get();
    }

    /// Begins to wait for an answer.
    Pending answer() throws InterruptedException {
        return socket.recv(1000);
    }
}
