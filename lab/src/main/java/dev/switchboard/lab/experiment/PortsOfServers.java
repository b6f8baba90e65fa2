package dev.switchboard.lab.experiment;

import dev.switchboard.lab.Expected;
import dev.switchboard.lab.LabException;
import dev.switchboard.lab.Stage;
import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.peer.PeerSocket;
import dev.switchboard.lab.server.Server;
import java.net.InetSocketAddress;

/// A server that was stopped is started again on its port, with what its connections have left there.
final class PortsOfServers {
    private static final Expected OK = Expected.is("ok");
    private static final Expected IN_USE = Expected.is("EADDRINUSE");
    private static final int ROOM = 4096;

    private PortsOfServers() {}

    static void run(Stage stage, Peer client, Peer server) throws InterruptedException {
        serverFirst(stage, client, server);
        clientFirst(stage, client, server);
        stillConnected(stage, client, server);
        switchboard(stage, client);
    }

    private static void serverFirst(Stage stage, Peer client, Peer server) throws InterruptedException {
        stage.scene("the server closes first, ends, and starts again");
        InetSocketAddress plain = leftInTimeWait(stage, client, Listening.on(server));
        stage.finding(
                "the server's bind to its port, in TIME_WAIT",
                IN_USE,
                server.tcp().bind(plain).get().result());
        stage.finding(
                "with SO_REUSEADDR on the new socket only",
                IN_USE,
                Meeting.reusing(server).bind(plain).get().result());
        InetSocketAddress reused = leftInTimeWait(stage, client, Meeting.listeningAgain(server));
        stage.finding(
                "with SO_REUSEADDR on the old socket only",
                IN_USE,
                server.tcp().bind(reused).get().result());
        PeerSocket again = Meeting.reusing(server);
        stage.finding(
                "the server's bind with SO_REUSEADDR on both",
                OK,
                again.bind(reused).get().result());
        stage.finding("and its listen", OK, again.listen(1).get().result());
        PeerSocket second = Meeting.reusing(server);
        String bind = second.bind(reused).get().result();
        stage.finding(
                "a second server on the port, with SO_REUSEADDR on both",
                IN_USE,
                bind.equals("ok") ? second.listen(1).get().result() : bind);
    }

    /// A connection that the server closed first; then it closes its listening socket, too.
    private static InetSocketAddress leftInTimeWait(Stage stage, Peer client, PeerSocket listening)
            throws InterruptedException {
        Meeting meeting = Meeting.connected(client.tcp(), listening);
        meeting.closeServerFirst(stage);
        listening.close().get();
        return meeting.near().server();
    }

    private static void clientFirst(Stage stage, Peer client, Peer server) throws InterruptedException {
        stage.scene("the client closes first, and the server starts again");
        PeerSocket listening = Listening.on(server);
        Meeting meeting = Meeting.connected(client.tcp(), listening);
        meeting.closeClientFirst(stage);
        listening.close().get();
        stage.finding(
                "the server's bind to its port, the client in TIME_WAIT",
                OK,
                server.tcp().bind(meeting.near().server()).get().result());
    }

    private static void stillConnected(Stage stage, Peer client, Peer server) throws InterruptedException {
        stage.scene("the server starts again while a connection of the old one is open");
        PeerSocket plain = Listening.on(server);
        Meeting meeting = Meeting.connected(client.tcp(), plain);
        plain.close().get();
        stage.finding(
                "the server's bind, a connection still open",
                IN_USE,
                server.tcp().bind(meeting.near().server()).get().result());
        PeerSocket reused = Meeting.listeningAgain(server);
        Meeting other = Meeting.connected(client.tcp(), reused);
        reused.close().get();
        stage.finding(
                "the same with SO_REUSEADDR on both",
                OK,
                Meeting.reusing(server).bind(other.near().server()).get().result());
    }

    private static void switchboard(Stage stage, Peer client) throws InterruptedException {
        stage.scene("Switchboard stops, and starts again on its port");
        Server old = stage.serve("echo:0");
        Conversation talk = Conversation.open(client, old.address());
        talk.talk("hello");
        old.stop();
        talk.socket().recv(ROOM).get();
        talk.socket().close().get();
        old.awaitExit();
        stage.await(seen -> talk.serverState(seen).equals("TIME_WAIT"));
        stage.finding(
                "a stop closes first: TIME_WAIT is", Expected.is("the server's"), talk.whoseTimeWait(stage.seen()));
        stage.finding(
                "Switchboard listens on its port again",
                Expected.is("yes"),
                listens(stage, old.address().getPort()));
    }

    private static String listens(Stage stage, int port) throws InterruptedException {
        try {
            return stage.serve("echo:" + port).address().getPort() == port ? "yes" : "on another port";
        } catch (LabException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
