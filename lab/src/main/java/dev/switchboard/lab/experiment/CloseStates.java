package dev.switchboard.lab.experiment;

import dev.switchboard.lab.Expected;
import dev.switchboard.lab.Experiment;
import dev.switchboard.lab.Stage;
import dev.switchboard.lab.peer.Answer;
import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.peer.PeerSocket;
import dev.switchboard.lab.peer.Pending;
import dev.switchboard.lab.record.Recorded;
import dev.switchboard.lab.server.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Who closes first, and what that does to both ends.
///
/// Source: RFC 9293, section 3.6.
public final class CloseStates implements Experiment {
    private static final Duration A_WHILE = Duration.ofMillis(300);
    private static final int LEAKED = 10;
    private static final int ROOM = 4096;

    @Override
    public String name() {
        return "close-states";
    }

    @Override
    public String question() {
        return "Which states do both ends of a connection go through when it is closed, and who keeps TIME_WAIT?";
    }

    @Override
    public boolean dependsOnModel() {
        return true;
    }

    @Override
    public void run(Stage stage) throws InterruptedException {
        Peer client = stage.client("client");
        Peer careless = stage.scriptedServer("careless");
        stage.scene("the client closes first");
        Server server = stage.serve("echo:0", "echo:0,idle=300ms");
        clientFirst(stage, client, server);
        serverFirst(stage, client, server);
        halfClose(stage, client, server);
        emptySend(stage, client, server);
        leak(stage, client, careless);
        CrossingCloses.run(stage);
    }

    private static void clientFirst(Stage stage, Peer client, Server server) throws InterruptedException {
        Conversation talk = Conversation.open(client, server.address());
        talk.talk("hello");
        talk.socket().close().get();
        stage.await(seen -> talk.clientState(seen).equals("TIME_WAIT")
                && talk.serverState(seen).equals("-"));
        Recorded seen = stage.seen();
        stage.finding("the end that closed first keeps", Expected.is("TIME_WAIT"), talk.clientState(seen));
        stage.finding("the server's end is", Expected.is("-"), talk.serverState(seen));
        stage.finding("the server logs", Expected.is("peer-closed"), LogLines.awaitReason(stage, server, talk));
    }

    private static void serverFirst(Stage stage, Peer client, Server server) throws InterruptedException {
        stage.scene("the server closes first, and the client sits at its prompt");
        Conversation talk = Conversation.open(client, server.address(1));
        talk.talk("hello");
        Answer end = talk.socket().recv(ROOM).get();
        stage.finding("the client's recv, when the server has closed", Expected.is("0 (end)"), end.result());
        stage.await(seen -> talk.serverState(seen).equals("FIN_WAIT2"));
        stage.finding(
                "the server's end, while the client does not close",
                Expected.is("FIN_WAIT2"),
                talk.serverState(stage.seen()));
        stage.finding(
                "the client's end, while the client does not close",
                Expected.is("CLOSE_WAIT"),
                talk.clientState(stage.seen()));
        talk.socket().close().get();
        stage.await(seen -> talk.serverState(seen).equals("TIME_WAIT")
                && talk.clientState(seen).equals("-"));
        Recorded seen = stage.seen();
        stage.finding(
                "after the client has closed too, TIME_WAIT is", Expected.is("the server's"), talk.whoseTimeWait(seen));
        stage.finding("the server logs", Expected.is("idle"), LogLines.awaitReason(stage, server, talk));
    }

    private static void halfClose(Stage stage, Peer client, Server server) throws InterruptedException {
        stage.scene("half-close: the client ends its direction and goes on reading");
        Conversation talk = Conversation.open(client, server.address());
        talk.socket().send("last words").get();
        talk.socket().shutdownWrite().get();
        Answer reply = talk.socket().recv(ROOM).get();
        stage.finding(
                "the reply after the client's half-close", Expected.is("last words"), Stamp.without(reply.text()));
        stage.finding(
                "then", Expected.is("0 (end)"), talk.socket().recv(ROOM).get().result());
        talk.socket().close().get();
    }

    private static void emptySend(Stage stage, Peer client, Server server) throws InterruptedException {
        stage.scene("send('') to say that we are closing");
        Conversation talk = Conversation.open(client, server.address());
        talk.talk("hello");
        long before = stage.recorder().now();
        stage.finding("send('')", Expected.is("0"), talk.socket().send("").get().result());
        Pending reply = talk.socket().recv(ROOM).awaitWaiting();
        stage.finding(
                "a reply to send('') within " + A_WHILE.toMillis() + " ms",
                Expected.is("none"),
                reply.returnsWithin(A_WHILE) ? reply.get().result() : "none");
        stage.finding(
                "segments that send('') put on the wire",
                Expected.is("0"),
                seen -> seen.since(before)
                        .segments(talk.client(), talk.server())
                        .size());
        long shut = stage.recorder().now();
        talk.socket().shutdownWrite().get();
        stage.finding("a reply to shutdown", Expected.is("0 (end)"), reply.get().result());
        stage.finding(
                "segments with FIN that shutdown put on the wire",
                Expected.is("1"),
                seen -> seen.since(shut).segments(talk.client(), talk.server()).stream()
                        .filter(segment -> segment.flags().contains("FIN"))
                        .count());
        talk.socket().close().get();
    }

    private static void leak(Stage stage, Peer client, Peer careless) throws InterruptedException {
        stage.scene("a server that never closes what its clients have closed");
        PeerSocket listening = Listening.on(careless, LEAKED);
        List<Conversation> talks = new ArrayList<>();
        for (int i = 0; i < LEAKED; i++) {
            talks.add(Conversation.open(client, listening.localAddress()));
            listening.accept().get();
        }
        for (Conversation talk : talks) {
            talk.socket().close().get();
        }
        stage.await(seen -> leaked(talks, seen) == LEAKED);
        stage.finding(
                "ends left in CLOSE_WAIT by %d clients".formatted(LEAKED),
                Expected.is("" + LEAKED),
                leaked(talks, stage.seen()));
        careless.kill();
        stage.await(seen -> leaked(talks, seen) == 0);
        stage.finding("ends left in CLOSE_WAIT when the server is gone", Expected.is("0"), leaked(talks, stage.seen()));
    }

    private static long leaked(List<Conversation> talks, Recorded seen) {
        return talks.stream()
                .filter(talk -> talk.serverState(seen).equals("CLOSE_WAIT"))
                .count();
    }
}
