package dev.switchboard.lab.experiment;

import dev.switchboard.lab.Expected;
import dev.switchboard.lab.Experiment;
import dev.switchboard.lab.LabException;
import dev.switchboard.lab.Stage;
import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Recorded;
import dev.switchboard.lab.server.Server;

/// What a server that sends and receives at the same time sees when its client dies. Call by call that is in
/// [DeadReaders], for a listening socket in [AcceptLoops], for a cut cable in [CutCable].
///
/// Source: RFC 1122, section 4.2.2.13 (RST for data that was not read); RFC 9293, section 3.10.7.
public final class Crash implements Experiment {
    private static final Expected END = Expected.is("0 (end)");
    private static final Expected RESET = Expected.is("ECONNRESET");
    private static final Expected BROKEN_PIPE = Expected.is("EPIPE");
    private static final Expected ONE = Expected.is("1");
    private static final Expected CLOSED = Expected.is("peer-closed");
    private static final Expected SOON = Expected.between(0, 2000, "ms");
    /// Time for a client to read a tick and be gone before the next.
    private static final int EVERY_MILLIS = 600;

    private static final int TICKS = 3;
    private static final int TICKS_MAX = 20;
    private static final int ROOM = 4096;

    @Override
    public String name() {
        return "crash";
    }

    @Override
    public String question() {
        return "What do a server's receiving and sending side see, and after how long, when the client dies?";
    }

    @Override
    public boolean dependsOnModel() {
        return true;
    }

    @Override
    public void run(Stage stage) throws InterruptedException {
        Peer exits = stage.client("A");
        Peer killed = stage.client("B");
        Peer leaves = stage.client("C");
        Peer client = stage.client("client");
        Peer scripted = stage.scriptedServer("scripted");
        stage.scene("the client exits without close, everything read");
        Server server = stage.serve("ticker:0,every=%dms".formatted(EVERY_MILLIS), "echo:0");
        exits(stage, server, exits);
        isKilled(stage, server, killed);
        leavesUnread(stage, server, leaves);
        halfClose(stage, server, client);
        DeadReaders.run(stage, client, scripted);
        AcceptLoops.run(stage, client, scripted, server);
        CutCable.run(stage);
    }

    private static void exits(Stage stage, Server server, Peer client) throws InterruptedException {
        ServedEnd ticker = new ServedEnd(server, Conversation.open(client, server.address(0)));
        ServedEnd echo = new ServedEnd(server, Conversation.open(client, server.address(1)));
        greetAndReadAll(ticker, echo);
        client.exit();
        orderly(stage, ticker, echo, death(stage, client));
    }

    private static void isKilled(Stage stage, Server server, Peer client) throws InterruptedException {
        stage.scene("the client is killed with -9 in its recv, everything read");
        ServedEnd ticker = new ServedEnd(server, Conversation.open(client, server.address(0)));
        ServedEnd echo = new ServedEnd(server, Conversation.open(client, server.address(1)));
        greetAndReadAll(ticker, echo);
        ticker.talk().socket().recv(ROOM);
        client.kill();
        orderly(stage, ticker, echo, death(stage, client));
    }

    /// Returns right after a tick that came at its time, so that the next one is a while away.
    private static void greetAndReadAll(ServedEnd ticker, ServedEnd echo) throws InterruptedException {
        echo.talk().talk("hello");
        ticker.talk().talk("hello");
        long last = 0;
        for (int i = 0; i < TICKS_MAX; i++) {
            long now = ticker.talk().socket().recv(ROOM).get().endedNanos();
            double millis = (now - last) / 1e6;
            last = now;
            if (millis > 0.8 * EVERY_MILLIS && millis < 1.2 * EVERY_MILLIS) {
                break;
            }
        }
    }

    /// When the lab ended a client.
    private static long death(Stage stage, Peer client) {
        String name = client.party().name();
        return stage.seen().entries().stream()
                .filter(entry -> entry instanceof Entry.Act act && isDeath(act.what(), name))
                .mapToLong(Entry::nanos)
                .findFirst()
                .orElseThrow(() -> new LabException(name + " was not ended"));
    }

    private static boolean isDeath(String act, String name) {
        return act.startsWith(name + " exits") || act.equals("kill -9 " + name);
    }

    /// Both ways to die are the same to the other end: the kernel closes for the dead process.
    private static void orderly(Stage stage, ServedEnd ticker, ServedEnd echo, long deathNanos)
            throws InterruptedException {
        stage.finding("the ticker's recv", END, ticker.awaitLastRecv(stage));
        stage.finding("the ticker's recv comes back after", SOON, ticker.millisToLastRecv(stage.seen(), deathNanos));
        stage.finding("the ticker's log", CLOSED, ticker.awaitReason(stage));
        Recorded seen = stage.seen();
        stage.finding("sends that succeed although nobody is there", ONE, ticker.sendsTaken(seen, deathNanos));
        stage.finding("the send after that", BROKEN_PIPE, ticker.failedSend(seen));
        stage.finding("the echo's recv", END, echo.awaitLastRecv(stage));
        stage.finding("the echo's log", CLOSED, echo.awaitReason(stage));
        stage.finding("the dead client's kernel sends", Expected.is("FIN"), all -> firstEnd(all, echo));
    }

    private static void leavesUnread(Stage stage, Server server, Peer client) throws InterruptedException {
        stage.scene("the client exits without close, with unread data");
        ServedEnd ticker = new ServedEnd(server, Conversation.open(client, server.address(0)));
        ServedEnd echo = new ServedEnd(server, Conversation.open(client, server.address(1)));
        echo.talk().socket().send("hello").get();
        ticker.talk().socket().send("hello").get();
        echo.talk().socket().poll(-1).get();
        ticker.talk().socket().poll(-1).get();
        client.exit();
        long death = death(stage, client);
        stage.finding("the ticker's recv", RESET, ticker.awaitLastRecv(stage));
        stage.finding("the ticker's recv comes back after", SOON, ticker.millisToLastRecv(stage.seen(), death));
        stage.finding("the ticker's log", Expected.is("peer-reset"), ticker.awaitReason(stage));
        Recorded seen = stage.seen();
        long reset = ticker.lastRecv(seen).map(Entry.Call::endNanos).orElse(death);
        stage.finding("sends that succeed after the recv", Expected.is("0"), ticker.sendsTaken(seen, reset));
        stage.finding("the echo's recv", RESET, echo.awaitLastRecv(stage));
        stage.finding("the echo's log", Expected.is("peer-reset"), echo.awaitReason(stage));
        stage.finding("the dead client's kernel sends", Expected.is("RST"), all -> firstEnd(all, echo));
    }

    /// The first segment of the client with which it ends something.
    private static String firstEnd(Recorded seen, ServedEnd end) {
        return seen.segments(end.talk().client(), end.talk().server()).stream()
                .flatMap(segment -> segment.flags().lines())
                .filter(flags -> flags.contains("FIN") || flags.contains("RST"))
                .findFirst()
                .map(flags -> flags.contains("RST") ? "RST" : "FIN")
                .orElse("neither");
    }

    private static void halfClose(Stage stage, Server server, Peer client) throws InterruptedException {
        stage.scene("the receiving side ends first, the sending side later");
        ServedEnd ticker = new ServedEnd(server, Conversation.open(client, server.address(0)));
        ticker.talk().talk("hello");
        ticker.talk().socket().shutdownWrite().get();
        stage.finding("the ticker's recv after the client's half-close", END, ticker.awaitLastRecv(stage));
        long ended = ticker.lastRecv(stage.seen()).map(Entry.Call::endNanos).orElse(Long.MAX_VALUE);
        stage.await(seen -> ticker.sendsTaken(seen, ended) >= TICKS);
        Recorded going = stage.seen();
        stage.finding(
                "sends that succeed after its receiving side has ended",
                Expected.atLeast(TICKS, ""),
                ticker.sendsTaken(going, ended));
        stage.finding("sends that failed so far", Expected.is("none failed"), ticker.failedSend(going));
        ticker.talk().socket().close().get();
        stage.finding("the ticker's log", CLOSED, ticker.awaitReason(stage));
        stage.finding("its sending side ends with", BROKEN_PIPE, ticker.failedSend(stage.seen()));
    }
}
