package dev.switchboard.lab.experiment;

import dev.switchboard.lab.Expected;
import dev.switchboard.lab.Experiment;
import dev.switchboard.lab.Stage;
import dev.switchboard.lab.peer.Answer;
import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.peer.PeerSocket;
import dev.switchboard.lab.peer.Pending;
import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Recorded;
import dev.switchboard.lab.server.Server;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/// What becomes of lines whose replies nobody reads.
///
/// Source: RFC 1122, section 4.2.2.13: a close with unread data should send RST.
public final class UnreadReceipts implements Experiment {
    private static final int LINES = 20_000;
    private static final String ALL = LINES + " lines";
    private static final Duration A_WHILE = Duration.ofSeconds(1);

    @Override
    public String name() {
        return "unread-receipts";
    }

    @Override
    public String question() {
        return "What does a server never see of a client that writes, never reads its replies, and closes?";
    }

    @Override
    public boolean dependsOnModel() {
        return true;
    }

    @Override
    public void run(Stage stage) throws InterruptedException {
        Peer client = stage.client("client");
        Peer naive = stage.scriptedServer("naive");
        stage.scene("a plain echo server, and none of its replies is read");
        plainEcho(stage, client, naive);
        if (stage.model().equals("process")) {
            stage.note("lines does not go with the model process, so its scenes are left out");
            return;
        }
        stage.scene("receipts=each, and none is read");
        Server server = stage.serve(
                "lines:0,channel=unread",
                "lines:0,channel=last,receipts=last",
                "lines:0,channel=none,receipts=none",
                "lines:0,channel=read",
                "lines:0,channel=later");
        Stored stored = new Stored(client, server);
        unread(stage, client, server, stored);
        closed(stage, client, server, stored, 1, "last");
        closed(stage, client, server, stored, 2, "none");
        read(stage, client, server, stored);
        readLater(stage, client, server, stored);
    }

    private static void plainEcho(Stage stage, Peer client, Peer naive) throws InterruptedException {
        PeerSocket listening = Listening.on(naive, 1);
        PeerSocket.Accepting accepting = listening.accept();
        InetSocketAddress address = listening.localAddress();
        Pending[] echoing = new Pending[1];
        Thread accept = Thread.ofVirtual().start(() -> {
            try {
                echoing[0] = accepting.get().echoAll();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Unread unread = Unread.writeAndClose(stage, client, address);
        accept.join();
        Answer echoed = echoing[0].get();
        stage.finding("replies that the client never read", Expected.atLeast(1, "bytes"), unread.unread() + " bytes");
        stage.finding("its close", Expected.is("ok"), unread.closed().result());
        stage.finding("what its kernel sends then", Expected.is("RST"), unread::goodbye);
        stage.finding(
                "where the server is told",
                Expected.is("ECONNRESET of send"),
                echoed.result().split(" after", 2)[0]);
        long seen = Unread.bytes(echoed.result());
        stage.finding(
                "what had arrived and the server, which gives up, never reads",
                Expected.atLeast(1, "bytes"),
                unread.arrived() - seen + " bytes");
        stage.finding(
                "what a server could still read after the reset",
                Expected.is(unread.arrived() - seen + " bytes"),
                Unread.bytes(accepting.socket().recvAll().get().result()) + " bytes");
        accepting.socket().close().get();
    }

    private static void unread(Stage stage, Peer client, Server server, Stored stored) throws InterruptedException {
        Unread unread = Unread.writeAndClose(stage, client, server.address());
        stage.finding("receipts that the client never read", Expected.atLeast(1, "bytes"), unread.unread() + " bytes");
        stage.finding("its close", Expected.is("ok"), unread.closed().result());
        stage.finding("what its kernel sends then", Expected.is("RST"), unread::goodbye);
        String reason = LogLines.awaitReason(stage, server, unread.talk());
        stage.finding(
                "where the server is told",
                Expected.oneOf("ECONNRESET of send", "ECONNRESET of recv"),
                told(stage.seen(), server, unread.talk()));
        stage.finding("the server logs", Expected.is("peer-reset"), reason);
        long count = stored.count(Unread.LINE, "unread");
        stage.finding(
                "lines that arrived whole and are stored",
                Expected.is("all " + unread.linesArrived()),
                (count == unread.linesArrived() ? "all " : "") + count);
        stage.finding(
                "lines that the client's sends were told were taken, and that nobody will ever see",
                Expected.atLeast(1, "lines"),
                unread.inLines() / Unread.LINE_BYTES - count + " lines");
    }

    /// The first call on the connection that failed for more than a lack of room.
    private static String told(Recorded seen, Server server, Conversation talk) {
        return Stream.of("recv", "send")
                .flatMap(name -> seen.calls(server.party(), name).stream())
                .filter(call -> call.socket().equals(LogLines.text(talk.client())))
                .filter(call -> call.hasFailed() && !call.result().equals("EAGAIN"))
                .min(Comparator.comparingLong(Entry.Call::endNanos))
                .map(call -> call.result() + " of " + call.name())
                .orElse("nowhere");
    }

    private static void closed(Stage stage, Peer client, Server server, Stored stored, int listener, String receipts)
            throws InterruptedException {
        stage.scene("receipts=%s: written and closed, nothing read".formatted(receipts));
        Conversation talk = Conversation.open(client, server.address(listener));
        stage.finding(
                "the client's sends took",
                Expected.is(LINES * Unread.LINE_BYTES + " bytes"),
                Unread.bytes(talk.socket().sendAll(Unread.LINE, LINES).get().result()) + " bytes");
        talk.socket().close().get();
        LogLines.awaitReason(stage, server, talk);
        stage.finding("stored", Expected.is(ALL), stored.count(Unread.LINE, receipts) + " lines");
        if (receipts.equals("none")) {
            stage.finding(
                    "sends of the server",
                    Expected.is("0"),
                    stage.seen().calls(server.party(), "send").stream()
                            .filter(call -> call.socket().equals(LogLines.text(talk.client())))
                            .count());
        }
    }

    private static void read(Stage stage, Peer client, Server server, Stored stored) throws InterruptedException {
        stage.scene("the cure: the client reads its receipts while it writes");
        Conversation talk = Conversation.open(client, server.address(3));
        Pending reading = talk.socket().recvAll();
        talk.socket().sendAll(Unread.LINE, LINES).get();
        talk.socket().shutdownWrite().get();
        finish(stage, server, stored, talk, reading, "read");
    }

    private static void readLater(Stage stage, Peer client, Server server, Stored stored) throws InterruptedException {
        stage.scene("the other cure: it half-closes, and reads to the end before it closes");
        Conversation talk = Conversation.open(client, server.address(4));
        Pending sending = talk.socket().sendAll(Unread.LINE, LINES);
        Pending reading = null;
        if (!sending.returnsWithin(A_WHILE)) {
            stage.note("the buffers of this kernel do not hold so many lines: the client had to read while it wrote");
            reading = talk.socket().recvAll();
        }
        sending.get();
        talk.socket().shutdownWrite().get();
        finish(stage, server, stored, talk, reading == null ? talk.socket().recvAll() : reading, "later");
    }

    private static void finish(
            Stage stage, Server server, Stored stored, Conversation talk, Pending reading, String channel)
            throws InterruptedException {
        Answer end = reading.get();
        stage.finding("receipts end in", Expected.is("0 (end)"), end.hasFailed() ? end.result() : "0 (end)");
        talk.socket().close().get();
        stage.finding("the server logs", Expected.is("peer-closed"), LogLines.awaitReason(stage, server, talk));
        stage.finding("stored", Expected.is(ALL), stored.count(Unread.LINE, channel) + " lines");
        stage.finding(
                "resets on the wire",
                Expected.is("0"),
                seen -> seen.segments(talk.client(), talk.server()).stream()
                        .map(Entry.Segment::flags)
                        .filter(flags -> flags.contains("RST"))
                        .count());
    }
}
