package dev.switchboard.lab.experiment;

import dev.switchboard.lab.Expected;
import dev.switchboard.lab.Experiment;
import dev.switchboard.lab.Stage;
import dev.switchboard.lab.peer.Answer;
import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.peer.PeerSocket;
import dev.switchboard.lab.peer.Pending;
import dev.switchboard.lab.server.Server;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/// What UDP promises, and what it does not.
///
/// Source: RFC 768; RFC 1122, section 4.1.3.3; `udp(7)`.
public final class Udp implements Experiment {

    private static final int SELECT_MILLIS = 3000;
    private static final int LATE_MILLIS = 900;
    private static final int A_WHILE_MILLIS = 300;
    private static final int ANSWER_MILLIS = 5000;
    private static final int LARGEST = 65_507;
    private static final int ROOM = 65_536;

    @Override
    public String name() {
        return "udp";
    }

    @Override
    public String question() {
        return "What becomes of a datagram: lost, cut short, out of order, refused, unanswered?";
    }

    @Override
    public boolean dependsOnModel() {
        return false;
    }

    @Override
    public void run(Stage stage) throws InterruptedException {
        Peer sender = stage.client("sender");
        Peer receiver = stage.scriptedServer("receiver");
        stage.scene("a receiver that is slow");
        Pending nothing = bound(receiver).poll(SELECT_MILLIS);
        Datagrams.slowReceiver(stage, sender, receiver);
        stage.scene("a receiver that is not");
        Datagrams.order(stage, sender, receiver);
        truncation(stage, sender, receiver);
        sizes(stage, sender, receiver);
        nobody(stage, sender);
        Server server = real(stage, sender);
        stored(stage, sender, server);
        select(stage, sender, receiver, nothing);
    }

    private static PeerSocket bound(Peer peer) throws InterruptedException {
        PeerSocket socket = peer.udp();
        socket.bind(Listening.ANY_PORT).get();
        return socket;
    }

    private static void truncation(Stage stage, Peer sender, Peer receiver) throws InterruptedException {
        stage.scene("a datagram read with too little room");
        PeerSocket socket = bound(receiver);
        PeerSocket from = sender.udp();
        from.sendTo(socket.localAddress(), bytes("0123456789")).get();
        from.sendTo(socket.localAddress(), bytes("next")).get();
        stage.finding(
                "recvfrom(4)", Expected.is("0123"), socket.recvFrom(4).get().text());
        stage.finding(
                "the next recvfrom",
                Expected.is("next"),
                socket.recvFrom(ROOM).get().text());
        stage.finding("and then", Expected.is("timeout"), socket.poll(0).get().result());
        socket.close().get();
    }

    private static void sizes(Stage stage, Peer sender, Peer receiver) throws InterruptedException {
        stage.scene("no byte, and 65,507");
        PeerSocket socket = bound(receiver);
        InetSocketAddress address = socket.localAddress();
        PeerSocket from = sender.udp();
        stage.finding(
                "0 bytes",
                Expected.is("1 sent"),
                from.burst(address, 0, 1).get().result());
        stage.finding(
                "they arrive as",
                Expected.is("a datagram of 0 bytes"),
                datagram(socket.recvFrom(ROOM).get()));
        stage.finding(
                "65,507 bytes",
                Expected.is("1 sent"),
                from.burst(address, LARGEST, 1).get().result());
        stage.finding(
                "they arrive as",
                Expected.is("a datagram of %d bytes".formatted(LARGEST)),
                datagram(socket.recvFrom(ROOM).get()));
        stage.finding(
                "65,508 bytes",
                Expected.is("EMSGSIZE"),
                from.burst(address, LARGEST + 1, 1).get().result());
        socket.close().get();
    }

    private static String datagram(Answer answer) {
        return answer.hasFailed()
                ? answer.result()
                : "a datagram of %s bytes".formatted(answer.result().split(" ", 2)[0]);
    }

    private static void nobody(Stage stage, Peer sender) throws InterruptedException {
        stage.scene("a port where nobody is");
        PeerSocket gone = bound(sender);
        InetSocketAddress address = gone.localAddress();
        gone.close().get();
        PeerSocket connected = sender.udp();
        connected.connect(address).get();
        stage.finding(
                "send of a connected socket",
                Expected.is("5"),
                connected.send("hello").get().result());
        stage.finding(
                "its recv then",
                Expected.is("ECONNREFUSED"),
                connected.recv(ROOM).get().result());
        stage.finding(
                "its next send", Expected.is("5"), connected.send("hello").get().result());
        connected.poll(ANSWER_MILLIS).get();
        stage.finding(
                "and the one after that",
                Expected.is("ECONNREFUSED"),
                connected.send("hello").get().result());
        PeerSocket unconnected = sender.udp();
        byte[] hello = bytes("hello");
        stage.finding(
                "sendto of one that is not connected",
                Expected.is("5"),
                unconnected.sendTo(address, hello).get().result());
        stage.finding(
                "what it hears within %d ms".formatted(A_WHILE_MILLIS),
                Expected.is("timeout"),
                unconnected.poll(A_WHILE_MILLIS).get().result());
        stage.finding(
                "its next sendto",
                Expected.is("5"),
                unconnected.sendTo(address, hello).get().result());
    }

    private static Server real(Stage stage, Peer sender) throws InterruptedException {
        stage.scene("the real server's echo");
        Server server = stage.serve("echo/udp:0,stamp=none", "echo/udp:0", "lines/udp:0", "lines:0");
        PeerSocket socket = sender.udp();
        socket.sendTo(server.address(0), bytes("hello")).get();
        Answer answer = socket.recvFrom(ROOM).get();
        stage.finding("one datagram is answered by", Expected.is("hello"), answer.text());
        socket.sendTo(server.address(0), new byte[LARGEST]).get();
        stage.finding(
                "the largest is answered by",
                Expected.is("a datagram of %d bytes".formatted(LARGEST)),
                datagram(socket.recvFrom(ROOM).get()));
        socket.sendTo(server.address(1), new byte[0]).get();
        stage.finding(
                "an empty one is answered by its stamp",
                Expected.is("a datagram of 27 bytes"),
                datagram(socket.recvFrom(ROOM).get()));
        return server;
    }

    private static void stored(Stage stage, Peer sender, Server server) throws InterruptedException {
        stage.scene("the real server's lines: stored, and never answered");
        Conversation listening = Conversation.open(sender, server.address(3));
        listening.talk("/listen main\n");
        PeerSocket socket = sender.udp();
        socket.sendTo(server.address(2), bytes("a datagram")).get();
        String delivered = listening.socket().recv(ROOM).get().text();
        stage.finding(
                "a subscriber is delivered",
                Expected.is("> a datagram"),
                delivered.substring(Math.max(0, delivered.indexOf("> "))).strip());
        stage.finding(
                "what the sender hears within %d ms".formatted(A_WHILE_MILLIS),
                Expected.is("timeout"),
                socket.poll(A_WHILE_MILLIS).get().result());
        listening.socket().close().get();
    }

    private static void select(Stage stage, Peer sender, Peer receiver, Pending nothing) throws InterruptedException {
        stage.scene("a wait of 3 seconds");
        PeerSocket socket = bound(receiver);
        InetSocketAddress address = socket.localAddress();
        PeerSocket from = sender.udp();
        Pending waiting = socket.poll(SELECT_MILLIS).awaitWaiting();
        Answer sent = from.sendTo(address, bytes("hello")).get();
        Answer ready = waiting.get();
        stage.finding("when a datagram comes, it ends with", Expected.is("ready"), ready.result());
        stage.finding(
                "so long after the send began",
                Expected.between(0, LATE_MILLIS, "ms"),
                millis(ready.endedNanos() - sent.beganNanos()));
        Answer silence = nothing.get();
        stage.finding("when none comes", Expected.is("timeout"), silence.result());
        stage.finding(
                "after",
                Expected.between(SELECT_MILLIS, SELECT_MILLIS + LATE_MILLIS, "ms"),
                millis(silence.endedNanos() - silence.beganNanos()));
    }

    private static String millis(long nanos) {
        return Math.round(nanos / 1e6) + " ms";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
