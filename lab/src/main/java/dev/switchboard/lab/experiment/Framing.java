package dev.switchboard.lab.experiment;

import dev.switchboard.lab.Expected;
import dev.switchboard.lab.Experiment;
import dev.switchboard.lab.Stage;
import dev.switchboard.lab.peer.Answer;
import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.peer.PeerSocket;
import dev.switchboard.lab.peer.Pending;
import dev.switchboard.lab.peer.SocketOption;
import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.server.Server;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What becomes of the bounds of sends on the way through a stream, and what keeps messages apart.
///
/// Source: RFC 9293, section 3.7.4 (Nagle), RFC 9293, section 3.8.6.3 (delayed acknowledgments), `tcp(7)`.
public final class Framing implements Experiment {
    private static final List<String> SENDS = List.of("one", "two", "three");
    private static final int SENT = 11;
    private static final int ROOM = 4096;
    private static final int LARGE = 1_000_000;
    private static final int SMALL_BUFFER = 16 * 1024;
    private static final int READ_MAX = 64 * 1024;

    @Override
    public String name() {
        return "framing";
    }

    @Override
    public String question() {
        return "What does one send become at the other end, and what keeps messages apart?";
    }

    @Override
    public boolean dependsOnModel() {
        return true;
    }

    @Override
    public void run(Stage stage) throws InterruptedException {
        Peer client = stage.client("client");
        Peer reader = stage.scriptedServer("reader");
        stage.scene("three sends, read when all is there");
        PeerSocket listening = reader.tcp();
        listening.option(SocketOption.SO_RCVBUF, SMALL_BUFFER).demand();
        Listening.at(listening, Listening.ANY_PORT);
        merge(stage, client, listening);
        split(stage, client, listening);
        nagle(stage, client, listening);
        List<String> specs = Framings.ALL.stream().map(Framings::spec).collect(Collectors.toList());
        specs.addFirst("echo:0");
        stage.scene("without framing, a message is what one read brings");
        Server server = stage.serve(specs.toArray(String[]::new));
        none(stage, client, server);
        stage.scene("with framing");
        for (Framings framing : Framings.ALL) {
            framing.run(stage, client, server, 1 + Framings.ALL.indexOf(framing));
        }
    }

    private static void merge(Stage stage, Peer client, PeerSocket listening) throws InterruptedException {
        Conversation talk = Conversation.open(client, listening.localAddress());
        PeerSocket accepted = listening.accept().get();
        talk.socket().sendEach(SENDS).get();
        stage.await(seen -> seen.last(talk.server(), talk.client())
                .filter(end -> end.receiveQueue() == SENT)
                .isPresent());
        stage.finding(
                "the first recv",
                Expected.is("onetwothree"),
                accepted.recv(ROOM).get().text());
        talk.socket().close().get();
        accepted.close().get();
    }

    private static void split(Stage stage, Peer client, PeerSocket listening) throws InterruptedException {
        stage.scene("one send, read in parts");
        Conversation talk = Conversation.open(client, listening.localAddress());
        PeerSocket accepted = listening.accept().get();
        talk.socket().send("one message").get();
        stage.finding("recv(4)", Expected.is("one "), accepted.recv(4).get().text());
        stage.finding(
                "and the next", Expected.is("mess"), accepted.recv(4).get().text());
        stage.finding("and the next", Expected.is("age"), accepted.recv(4).get().text());
        Pending receiving = accepted.recv(LARGE).awaitWaiting();
        Pending sending = talk.socket().sendAll("x".repeat(LARGE), 1);
        Answer first = receiving.get();
        stage.finding(
                "of %d bytes in one send, recv(%<d) brings".formatted(LARGE),
                Expected.between(1, LARGE - 1, "bytes"),
                first.result() + " bytes");
        Pending rest = accepted.recvAll();
        stage.finding(
                "the send",
                Expected.is(LARGE + " bytes in 1 calls"),
                sending.get().result());
        talk.socket().close().get();
        stage.finding(
                "nothing is lost: the first and all others together",
                Expected.is(LARGE + " bytes"),
                Unread.bytes(rest.get().result()) + Long.parseLong(first.result()) + " bytes");
        accepted.close().get();
    }

    private static void nagle(Stage stage, Peer client, PeerSocket listening) throws InterruptedException {
        stage.scene("three sends under Nagle, and the other end delays its acknowledgments");
        segments(stage, client, listening, null, "3 8");
        stage.scene("three sends with TCP_NODELAY");
        segments(stage, client, listening, SocketOption.TCP_NODELAY, "3 3 5");
        stage.scene("three sends with TCP_CORK, then without");
        segments(stage, client, listening, SocketOption.TCP_CORK, "11");
    }

    private static void segments(
            Stage stage, Peer client, PeerSocket listening, @Nullable SocketOption option, String expected)
            throws InterruptedException {
        Conversation talk = Conversation.open(client, listening.localAddress());
        PeerSocket accepted = listening.accept().get();
        if (option == null) {
            accepted.option(SocketOption.TCP_QUICKACK, 0).get();
        } else {
            talk.socket().option(option, 1).get();
        }
        talk.socket().sendEach(SENDS).get();
        if (option == SocketOption.TCP_CORK) {
            talk.socket().option(option, 0).get();
        }
        stage.await(seen -> seen.last(talk.server(), talk.client())
                .filter(end -> end.receiveQueue() == SENT)
                .isPresent());
        stage.finding(
                "bytes of the segments",
                Expected.is(expected),
                seen -> seen.segments(talk.client(), talk.server()).stream()
                        .filter(segment -> segment.length() > 0)
                        .map(segment -> Integer.toString(segment.length()))
                        .collect(Collectors.joining(" ")));
        if (option == null) {
            stage.finding(
                    "what comes back between the first and the second",
                    Expected.is("ACK"),
                    seen -> between(
                            seen.segments(talk.client(), talk.server()), seen.segments(talk.server(), talk.client())));
        }
        stage.finding(
                "one recv, late",
                Expected.is("onetwothree"),
                accepted.recv(ROOM).get().text());
        talk.socket().close().get();
        accepted.close().get();
    }

    /// The flags of the answers that came between the first two segments with data.
    private static String between(List<Entry.Segment> there, List<Entry.Segment> back) {
        List<Entry.Segment> data =
                there.stream().filter(segment -> segment.length() > 0).toList();
        if (data.size() < 2) {
            return "there is no second";
        }
        return back.stream()
                .filter(segment -> segment.nanos() > data.get(0).nanos()
                        && segment.nanos() < data.get(1).nanos())
                .map(Entry.Segment::flags)
                .collect(Collectors.joining(", "));
    }

    private static void none(Stage stage, Peer client, Server server) throws InterruptedException {
        Conversation talk = Conversation.open(client, server.address());
        talk.socket().option(SocketOption.TCP_CORK, 1).get();
        talk.socket().sendEach(SENDS).get();
        talk.socket().option(SocketOption.TCP_CORK, 0).get();
        stage.finding(
                "messages that three sends in one segment make",
                Expected.is("1"),
                Framings.stamps(replies(talk, SENT)));
        stage.await(seen -> Framings.reads(seen, server, talk) > 0);
        stage.finding("calls of recv that brought them", Expected.is("1"), Framings.reads(stage.seen(), server, talk));
        long before = Framings.reads(stage.seen(), server, talk);
        Pending sending = talk.socket().sendAll("x".repeat(3 * READ_MAX), 1);
        long messages = Framings.stamps(replies(talk, 3 * READ_MAX));
        sending.get();
        stage.finding(
                "messages that one send of %d bytes makes".formatted(3 * READ_MAX), Expected.atLeast(2, ""), messages);
        stage.await(seen -> Framings.reads(seen, server, talk) >= before + messages);
        stage.finding(
                "calls of recv that brought it",
                Expected.is(Long.toString(messages)),
                Framings.reads(stage.seen(), server, talk) - before);
        talk.socket().close().get();
    }

    /// What is answered to so many bytes, as far as it comes.
    private static String replies(Conversation talk, int bytes) throws InterruptedException {
        StringBuilder replies = new StringBuilder();
        Answer answer = talk.socket().recv(READ_MAX).get();
        while (!answer.hasFailed() && !answer.text().isEmpty()) {
            replies.append(answer.text());
            if (replies.length() >= bytes + Stamp.BYTES * Framings.stamps(replies.toString())) {
                break;
            }
            answer = talk.socket().recv(READ_MAX).get();
        }
        return replies.toString();
    }
}
