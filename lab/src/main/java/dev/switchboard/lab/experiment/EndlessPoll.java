package dev.switchboard.lab.experiment;

import dev.switchboard.lab.Expected;
import dev.switchboard.lab.Stage;
import dev.switchboard.lab.peer.Answer;
import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.peer.Pending;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/// What it costs to wait without a timeout until a socket is ready.
final class EndlessPoll {
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final int FOR_EVER = -1;

    private final Stage stage;
    private final InetSocketAddress server;
    private final Caller a;

    EndlessPoll(Stage stage, InetSocketAddress server, Peer a) throws InterruptedException {
        this.stage = stage;
        this.server = server;
        this.a = Caller.of(a);
    }

    void play() throws InterruptedException {
        stage.scene("A waits in poll without a timeout");
        a.connected(server);
        Pending poll = a.socket().poll(FOR_EVER).awaitWaiting();
        Optional<Duration> before = poll.processorTime();
        boolean returned = poll.returnsWithin(WAIT);
        Optional<Duration> after = poll.processorTime();
        stage.finding(
                "poll without a timeout while nothing comes", Expected.is("waits"), returned ? "returns" : "waits");
        cost(before, after);

        Answer sent = a.sent("wake up");
        Answer ready = poll.get();
        stage.finding("poll without a timeout when data comes", Expected.is("ready"), ready.result());
        stage.finding(
                "from our question to the end of that poll",
                Expected.atMost(1000, "ms"),
                Expected.number((ready.endedNanos() - sent.beganNanos()) / 1e6, "ms"));
        a.answer().get();
        a.socket().close().get();
    }

    private void cost(Optional<Duration> before, Optional<Duration> after) {
        String what = "processor time of 1 s in poll without a timeout";
        Expected next = Expected.atMost(10, "ms");
        if (before.isPresent() && after.isPresent()) {
            stage.finding(
                    what, next, Expected.number(after.get().minus(before.get()).toNanos() / 1e6, "ms"));
        } else {
            stage.notRun(what, next, "the kernel does not tell a thread's processor time");
        }
    }
}
