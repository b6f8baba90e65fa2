package dev.switchboard.lab.experiment;

import dev.switchboard.lab.peer.Answer;
import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.peer.PeerSocket;
import dev.switchboard.lab.peer.Pending;
import java.net.InetSocketAddress;

/// A client's socket whose own address is known before it connects, so that the record can be asked about a connection
/// that never comes about.
record Caller(PeerSocket socket, InetSocketAddress local) {

    static Caller of(Peer peer) throws InterruptedException {
        PeerSocket socket = peer.tcp();
        socket.bind(Listening.ANY_PORT).demand();
        return new Caller(socket, socket.localAddress());
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
