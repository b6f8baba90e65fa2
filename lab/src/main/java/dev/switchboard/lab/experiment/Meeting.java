package dev.switchboard.lab.experiment;

import dev.switchboard.lab.Stage;
import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.peer.PeerSocket;
import dev.switchboard.lab.peer.SocketOption;
import dev.switchboard.lab.record.Recorded;
import java.net.InetSocketAddress;

/// A connection of two scripted ends, each of which the experiment plays.
///
/// @param near the client's end
/// @param far the server's end
record Meeting(Conversation near, PeerSocket far) {
    private static final int ROOM = 4096;

    /// A socket that listens on any port, with SO_REUSEADDR.
    static PeerSocket listeningAgain(Peer server) throws InterruptedException {
        return Listening.at(reusing(server), Listening.ANY_PORT);
    }

    /// A socket with SO_REUSEADDR, not yet bound.
    static PeerSocket reusing(Peer peer) throws InterruptedException {
        PeerSocket socket = peer.tcp();
        socket.option(SocketOption.SO_REUSEADDR, 1).demand();
        return socket;
    }

    /// Connects from a port of its own, as a client does that binds first.
    ///
    /// @param socket not yet bound
    static Meeting fromFixedPort(PeerSocket socket, PeerSocket listening) throws InterruptedException {
        socket.bind(Listening.ANY_PORT).demand();
        return connected(socket, listening);
    }

    /// Connects from wherever the socket is.
    static Meeting connected(PeerSocket socket, PeerSocket listening) throws InterruptedException {
        InetSocketAddress server = listening.localAddress();
        socket.connect(server).demand();
        PeerSocket far = listening.accept().get();
        return new Meeting(new Conversation(socket, socket.localAddress(), server), far);
    }

    InetSocketAddress clientAddress() {
        return near.client();
    }

    /// The client closes, then the server; waits until both have.
    void closeClientFirst(Stage stage) throws InterruptedException {
        near.socket().close().get();
        far.recv(ROOM).get();
        far.close().get();
        settled(stage);
    }

    /// The server closes, then the client; waits until both have.
    void closeServerFirst(Stage stage) throws InterruptedException {
        far.close().get();
        near.socket().recv(ROOM).get();
        near.socket().close().get();
        settled(stage);
    }

    /// An end that was over soon may never have been seen; TIME_WAIT lasts.
    private void settled(Stage stage) throws InterruptedException {
        stage.await(seen -> near.hasTimeWait(seen) && isOver(near.clientState(seen)) && isOver(near.serverState(seen)));
    }

    private static boolean isOver(String state) {
        return state.equals("-") || state.equals("TIME_WAIT") || state.equals(Conversation.NOT_SEEN);
    }

    /// As [Conversation#whoseTimeWait] has it.
    String whoseTimeWait(Recorded seen) {
        return near.whoseTimeWait(seen);
    }
}
