package dev.switchboard.lab.experiment;

import dev.switchboard.lab.Expected;
import dev.switchboard.lab.Stage;
import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.peer.PeerSocket;
import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Recorded;
import dev.switchboard.lab.server.Server;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// How an accept that waits ends when somebody else ends its socket.
final class AcceptLoops {
    private static final Duration A_WHILE = Duration.ofMillis(300);
    private static final Expected REFUSED = Expected.is("ECONNREFUSED");
    private static final String NONE_WAITED = "none waited";

    private AcceptLoops() {}

    /// @param real is stopped
    static void run(Stage stage, Peer client, Peer scripted, Server real) throws InterruptedException {
        closed(stage, client, Listening.on(scripted));
        shutDown(stage, client, Listening.on(scripted));
        stopped(stage, real);
    }

    private static void closed(Stage stage, Peer client, PeerSocket listening) throws InterruptedException {
        stage.scene("another thread closes the listening socket");
        InetSocketAddress address = listening.localAddress();
        PeerSocket.Accepting accepting = listening.accept();
        accepting.pending().awaitWaiting();
        listening.close().get();
        stage.finding(
                "accept, 300 ms after the close",
                Expected.is("still waits"),
                accepting.pending().returnsWithin(A_WHILE)
                        ? accepting.pending().get().result()
                        : "still waits");
        stage.finding(
                "a client's connect to the closed socket",
                Expected.is("ok"),
                client.tcp().connect(address).get().result());
        stage.finding(
                "what the waiting accept makes of it",
                Expected.is("ok"),
                accepting.pending().get().result());
        stage.finding(
                "the next client's connect",
                REFUSED,
                client.tcp().connect(address).get().result());
    }

    private static void shutDown(Stage stage, Peer client, PeerSocket listening) throws InterruptedException {
        stage.scene("another thread shuts the listening socket down");
        InetSocketAddress address = listening.localAddress();
        PeerSocket.Accepting accepting = listening.accept();
        accepting.pending().awaitWaiting();
        stage.finding(
                "shutdown", Expected.is("ok"), listening.shutdownBoth().get().result());
        stage.finding(
                "the waiting accept",
                Expected.is("EINVAL"),
                accepting.pending().get().result());
        stage.finding(
                "a client's connect",
                REFUSED,
                client.tcp().connect(address).get().result());
    }

    private static void stopped(Stage stage, Server server) throws InterruptedException {
        stage.scene("Switchboard is stopped while it waits in accept");
        List<Entry.Call> waiting = stage.recorder().recorded().calls(server.party(), "accept").stream()
                .filter(call -> !call.hasReturned())
                .toList();
        stage.recorder().act("SIGTERM to the server");
        server.stop();
        stage.finding("its exit code", Expected.is("0"), server.awaitExit());
        stage.recorder()
                .await(Stage.PATIENCE, all -> results(all, server, waiting).indexOf("…") < 0);
        stage.finding(
                "the accepts that waited",
                // This model sleeps in its selector and calls accept only for who is there.
                stage.model().equals("select") ? Expected.is(NONE_WAITED) : Expected.is("closed"),
                results(stage.recorder().recorded(), server, waiting));
    }

    /// What calls that waited have come to, each result once; `…` for those that still wait.
    private static String results(Recorded all, Server server, List<Entry.Call> waited) {
        return waited.isEmpty()
                ? NONE_WAITED
                : all.calls(server.party(), "accept").stream()
                        .filter(call -> waited.stream().anyMatch(before -> before.nanos() == call.nanos()))
                        .map(call -> call.hasReturned() ? call.result() : "…")
                        .distinct()
                        .collect(Collectors.joining(", "));
    }
}
