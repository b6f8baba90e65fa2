package dev.switchboard.lab.experiment;

import dev.switchboard.lab.Expected;
import dev.switchboard.lab.Experiment;
import dev.switchboard.lab.Stage;
import dev.switchboard.lab.peer.Answer;
import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.peer.PeerSocket;
import dev.switchboard.lab.peer.SocketOption;
import dev.switchboard.lab.record.Recorded;

/// Whether a client that insists on its port can come back to it at once. What a server meets that is started again is
/// in [PortsOfServers].
///
/// Source: `socket(7)`, SO_REUSEADDR; RFC 6191, for connections that follow one in TIME_WAIT.
public final class Ports implements Experiment {
    private static final Expected OK = Expected.is("ok");
    private static final Expected IN_USE = Expected.is("EADDRINUSE");
    private static final int ROOM = 4096;

    @Override
    public String name() {
        return "ports";
    }

    @Override
    public String question() {
        return "Who can come back to a port at once: the client that closed first, or the one whose server did?";
    }

    @Override
    public boolean dependsOnModel() {
        return false;
    }

    @Override
    public void run(Stage stage) throws InterruptedException {
        Peer client = stage.client("client");
        Peer victim = stage.client("victim");
        Peer server = stage.scriptedServer("server");
        stage.scene("the client closes first and comes back");
        clientFirst(stage, client, Listening.on(server));
        bothWithOption(stage, client, Listening.on(server), Listening.on(server));
        serverFirst(stage, client, Listening.on(server));
        killed(stage, client, victim, Listening.on(server));
        PortsOfServers.run(stage, client, server);
    }

    private static void clientFirst(Stage stage, Peer client, PeerSocket listening) throws InterruptedException {
        Meeting meeting = Meeting.fromFixedPort(client.tcp(), listening);
        PeerSocket second = client.tcp();
        stage.finding(
                "bind to the port of an open connection",
                IN_USE,
                second.bind(meeting.clientAddress()).get().result());
        meeting.closeClientFirst(stage);
        stage.finding(
                "the client closed first: TIME_WAIT is",
                Expected.is("the client's"),
                meeting.whoseTimeWait(stage.seen()));
        stage.finding(
                "the client's bind to its port, in TIME_WAIT",
                IN_USE,
                second.bind(meeting.clientAddress()).get().result());
        second.option(SocketOption.SO_REUSEADDR, 1).get();
        stage.finding(
                "the same with SO_REUSEADDR on the new socket only",
                IN_USE,
                second.bind(meeting.clientAddress()).get().result());
    }

    private static void bothWithOption(Stage stage, Peer client, PeerSocket listening, PeerSocket elsewhere)
            throws InterruptedException {
        stage.scene("the client closes first, with SO_REUSEADDR on the old and the new socket");
        Meeting meeting = Meeting.fromFixedPort(Meeting.reusing(client), listening);
        meeting.closeClientFirst(stage);
        PeerSocket again = Meeting.reusing(client);
        stage.finding(
                "bind with SO_REUSEADDR on both",
                OK,
                again.bind(meeting.clientAddress()).get().result());
        stage.finding(
                "connect to the same server at once",
                OK,
                again.connect(meeting.near().server()).get().result());
        PeerSocket other = Meeting.reusing(client);
        other.bind(meeting.clientAddress()).get();
        stage.finding(
                "a second socket on that port, to another server",
                OK,
                other.connect(elsewhere.localAddress()).get().result());
        PeerSocket third = Meeting.reusing(client);
        third.bind(meeting.clientAddress()).get();
        stage.finding(
                "a third one, to the server that the first is connected to",
                Expected.is("EADDRNOTAVAIL"),
                third.connect(meeting.near().server()).get().result());
    }

    private static void serverFirst(Stage stage, Peer client, PeerSocket listening) throws InterruptedException {
        stage.scene("the server closes first, and the client comes back");
        Meeting meeting = Meeting.fromFixedPort(client.tcp(), listening);
        meeting.closeServerFirst(stage);
        stage.finding(
                "the server closed first: TIME_WAIT is",
                Expected.is("the server's"),
                meeting.whoseTimeWait(stage.seen()));
        PeerSocket again = client.tcp();
        stage.finding(
                "the client's bind to its port, the server in TIME_WAIT",
                OK,
                again.bind(meeting.clientAddress()).get().result());
        stage.finding(
                "and its connect to the same server at once",
                OK,
                again.connect(meeting.near().server()).get().result());
        PeerSocket far = listening.accept().get();
        again.send("back").get();
        stage.finding(
                "the server's recv of the new connection",
                Expected.is("back"),
                far.recv(ROOM).get().text());
    }

    private static boolean isOpen(Meeting meeting, Recorded seen) {
        return meeting.near().clientState(seen).equals("ESTABLISHED")
                && meeting.near().serverState(seen).equals("ESTABLISHED");
    }

    /// One process dies with two connections: on one it has read everything, on the other not.
    private static void killed(Stage stage, Peer client, Peer victim, PeerSocket listening)
            throws InterruptedException {
        stage.scene("the client is killed and started again");
        Meeting read = Meeting.fromFixedPort(victim.tcp(), listening);
        Meeting unread = Meeting.fromFixedPort(victim.tcp(), listening);
        unread.far().send("never read").get();
        unread.near().socket().poll(-1).get();
        stage.await(seen -> isOpen(read, seen) && isOpen(unread, seen));
        victim.kill();
        read.far().recv(ROOM).get();
        read.far().close().get();
        Answer reset = unread.far().recv(ROOM).get();
        stage.await(seen -> read.near().hasTimeWait(seen) && unread.near().isGone(seen));
        stage.finding("killed, all read: TIME_WAIT is", Expected.is("the client's"), read.whoseTimeWait(stage.seen()));
        stage.finding(
                "bind after it",
                IN_USE,
                client.tcp().bind(read.clientAddress()).get().result());
        stage.finding("killed with unread data: the server's recv", Expected.is("ECONNRESET"), reset.result());
        stage.finding(
                "killed with unread data: TIME_WAIT is", Expected.is("nobody's"), unread.whoseTimeWait(stage.seen()));
        stage.finding(
                "bind after that",
                OK,
                client.tcp().bind(unread.clientAddress()).get().result());

        Meeting lingering = Meeting.fromFixedPort(client.tcp(), listening);
        lingering.near().socket().option(SocketOption.SO_LINGER, 0).get();
        lingering.near().socket().close().get();
        stage.finding(
                "bind after a close with SO_LINGER 0",
                OK,
                client.tcp().bind(lingering.clientAddress()).get().result());
    }
}
