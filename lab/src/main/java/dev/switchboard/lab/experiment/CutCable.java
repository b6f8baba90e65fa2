package dev.switchboard.lab.experiment;

import dev.switchboard.lab.Expected;
import dev.switchboard.lab.Stage;
import dev.switchboard.lab.kernel.Cable;
import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.peer.PeerSocket;
import dev.switchboard.lab.peer.SocketOption;
import dev.switchboard.lab.server.Server;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/// Nobody is told of a cut cable: four ways to find out, and none, side by side on one cut.
final class CutCable {
    private static final int USER_TIMEOUT_MILLIS = 5000;
    private static final String NO_ANSWER = "timeout";

    private CutCable() {}

    /// What is predicted; the time in which something is found counts from the cut.
    enum Prediction {
        IDLE_RECV("keepalive=15s, idle: recv", Expected.is("ETIMEDOUT")),
        IDLE_AFTER("keepalive=15s, idle: found after", Expected.between(12_000, 20_000, "ms")),
        IDLE_LOG("keepalive=15s, idle: the log", Expected.is("peer-vanished")),
        BUSY_AFTER("keepalive=15s, sending: found after", Expected.between(9_000, 20_000, "ms")),
        BUSY_LOG("keepalive=15s, sending: the log", Expected.is("peer-vanished")),
        BUSY_SENDS("keepalive=15s, sending: sends that succeed after the cut", Expected.atLeast(20, "")),
        USER_SEND("TCP_USER_TIMEOUT 5 s: the send after the cut", Expected.is("10")),
        USER_RECV("TCP_USER_TIMEOUT 5 s: recv", Expected.is("ETIMEDOUT")),
        USER_AFTER("TCP_USER_TIMEOUT 5 s: found after", Expected.between(4_500, 9_000, "ms")),
        BEAT_BEFORE("heart-beat: the answer to a ping before the cut", Expected.is("ping")),
        BEAT_SEND("heart-beat: the send after the cut", Expected.is("4")),
        BEAT_ANSWER("heart-beat: waiting 3 s for the answer", Expected.is(NO_ANSWER)),
        SILENT_LOG("idle=5s, keepalive=0: the log", Expected.is("idle")),
        SILENT_AFTER("idle=5s, keepalive=0: found after", Expected.between(4_500, 12_000, "ms")),
        NOTHING_SENDS("nothing, sending: sends that succeed, of 10", Expected.is("10")),
        NOTHING_STATE("nothing, sending: the server's end", later("ESTABLISHED")),
        NOTHING_RETRANSMITS("nothing, sending: times the kernel has sent it again", Expected.atLeast(4, "")),
        NOTHING_RECV("nothing, sending: recv", later("still waits")),
        NOTHING_IDLE_STATE("nothing, idle: the server's end", later("ESTABLISHED")),
        NOTHING_IDLE_RECV("nothing, idle: recv", later("still waits"));

        private final String what;

        // Immutable, as its comment says; the checker cannot see it.
        @SuppressWarnings("ImmutableEnumChecker")
        private final Expected expected;

        Prediction(String what, Expected expected) {
            this.what = what;
            this.expected = expected;
        }

        /// As it is once all others have been found.
        private static Expected later(String state) {
            return Expected.between(12, 30, "s later: " + state);
        }

        void observed(Stage stage, Object observed) {
            stage.finding(what, expected, observed);
        }
    }

    static void run(Stage stage) throws InterruptedException {
        stage.scene("the cable is cut");
        Optional<Cable> cable = stage.cable();
        if (cable.isPresent()) {
            play(stage, cable.get());
            return;
        }
        for (Prediction each : Prediction.values()) {
            stage.notRun(each.what, each.expected, stage.cableProblem());
        }
    }

    private static void play(Stage stage, Cable cable) throws InterruptedException {
        List<String> there = cable.far().prefix();
        Peer client = stage.clientAt(cable.near().prefix(), "client");
        Peer scripted = stage.scriptedServerAt(there, "scripted");
        String host = cable.far().address().getHostAddress();
        Server server = stage.serveAt(
                there,
                "echo:" + host + ":0,keepalive=15s",
                "ticker:" + host + ":0,keepalive=15s",
                "echo:" + host + ":0,keepalive=0,idle=5s");
        PeerSocket listening =
                Listening.at(scripted.tcp(), new InetSocketAddress(cable.far().address(), 0));
        Meeting timed = Meeting.connected(client.tcp(), listening);
        timed.far().option(SocketOption.TCP_USER_TIMEOUT, USER_TIMEOUT_MILLIS).get();
        CutConnections connections = new CutConnections(
                ended(client, server, 0),
                ended(client, server, 1),
                ended(client, server, 2),
                timed,
                Meeting.connected(client.tcp(), listening),
                Meeting.connected(client.tcp(), listening),
                Meeting.connected(client.tcp(), listening));
        connections.play(stage, cable);
    }

    private static ServedEnd ended(Peer client, Server server, int listener) throws InterruptedException {
        ServedEnd end = new ServedEnd(server, Conversation.open(client, server.address(listener)));
        end.talk().talk("hello");
        return end;
    }
}
