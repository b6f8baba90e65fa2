package dev.switchboard.lab.experiment;

import dev.switchboard.lab.LabException;
import dev.switchboard.lab.Stage;
import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.peer.PeerSocket;
import dev.switchboard.lab.peer.SocketOption;
import dev.switchboard.lab.record.Recorded;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// A connection of two scripted ends, each of which the experiment plays.
///
/// @param near the client's end
/// @param far the server's end
record Meeting(Conversation near, PeerSocket far) {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final int BACKLOG = 5;
    private static final int ROOM = 4096;

    /// A socket that listens on a port of the kernel's choice.
    static PeerSocket listening(Peer server) throws InterruptedException {
        return listening(server.tcp(), ANY_PORT);
    }

    /// The same with SO_REUSEADDR.
    static PeerSocket listeningAgain(Peer server) throws InterruptedException {
        return listening(reusing(server), ANY_PORT);
    }

    /// Has a socket listen.
    ///
    /// @throws LabException when the kernel refuses
    static PeerSocket listening(PeerSocket socket, InetSocketAddress address) throws InterruptedException {
        demand("bind", socket.bind(address).get().result());
        demand("listen", socket.listen(BACKLOG).get().result());
        return socket;
    }

    /// A socket with SO_REUSEADDR, not yet bound.
    static PeerSocket reusing(Peer peer) throws InterruptedException {
        PeerSocket socket = peer.tcp();
        demand("setsockopt", socket.option(SocketOption.SO_REUSEADDR, 1).get().result());
        return socket;
    }

    /// Connects from a port of its own, as a client does that binds first.
    ///
    /// @param socket not yet bound
    static Meeting fromFixedPort(PeerSocket socket, PeerSocket listening) throws InterruptedException {
        demand("bind", socket.bind(ANY_PORT).get().result());
        return connected(socket, listening);
    }

    /// Connects from wherever the socket is.
    static Meeting connected(PeerSocket socket, PeerSocket listening) throws InterruptedException {
        InetSocketAddress server = listening.localAddress();
        demand("connect", socket.connect(server).get().result());
        PeerSocket far = listening.accept().get();
        return new Meeting(new Conversation(socket, socket.localAddress(), server), far);
    }

    private static void demand(String call, String result) {
        if (!result.equals("ok")) {
            throw new LabException(call + " failed: " + result);
        }
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
