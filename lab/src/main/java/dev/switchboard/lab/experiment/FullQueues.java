package dev.switchboard.lab.experiment;

import dev.switchboard.lab.Expected;
import dev.switchboard.lab.Stage;
import dev.switchboard.lab.experiment.FullQueue.Latecomer;
import dev.switchboard.lab.peer.Answer;
import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.peer.PeerSocket;
import dev.switchboard.lab.peer.Pending;
import dev.switchboard.lab.peer.SocketOption;
import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Recorded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// `listen(1)` and `listen(5)` side by side, so that their waits for the kernel's timers are one.
final class FullQueues {
    /// The first repetition of a SYN comes after a second, RFC 6298, section 2; less what a timer may be off.
    private static final long FIRST_RETRY_MILLIS = 900;

    private static final int RETRIES = 2;
    private static final int MORE_CLIENTS = 5;
    /// For the repetition of a SYN that comes next, seconds apart.
    private static final Duration NEXT_RETRY = Duration.ofSeconds(30);

    private final Stage stage;
    private final FullQueue one;
    private final FullQueue five;
    private final Peer client;

    FullQueues(Stage stage, Peer server, Peer client) throws InterruptedException {
        this.stage = stage;
        this.client = client;
        one = new FullQueue(stage, server, client, 1);
        five = new FullQueue(stage, server, client, 5);
    }

    void play() throws InterruptedException {
        stage.scene("nobody accepts");
        Latecomer lateAtOne = fill(one);
        Caller impatient = Caller.of(client);
        impatient.socket().option(SocketOption.TCP_SYNCNT, 1).get();
        Pending givingUp = impatient.socket().connect(one.address());
        Latecomer lateAtFive = fill(five);
        five.connected().getFirst().sent("early");
        Caller gone = five.connected().get(1);
        gone.sent("bye");
        gone.socket().close().get();

        stage.scene("the server accepts at listen(5)");
        acceptAll(lateAtFive);

        stage.scene("nobody accepts at listen(1) still");
        stayFull(lateAtOne);
        stage.finding(
                "listen(1): a connect with TCP_SYNCNT 1, in the end",
                Expected.is("ETIMEDOUT"),
                givingUp.get().result());

        stage.scene("one is accepted at listen(1)");
        one.socket().accept().get();
        lateAtOne.connecting().returnsWithin(NEXT_RETRY);
        stage.finding(
                "listen(1): the waiting connect, when there is room",
                Expected.is("ok"),
                one.fate(stage.recorder().recorded(), lateAtOne));
    }

    private Latecomer fill(FullQueue queue) throws InterruptedException {
        int room = queue.backlog() + 1;
        Latecomer late = queue.fill();
        stage.finding(
                queue.name() + ": connects that succeed",
                Expected.is("" + room),
                queue.connected().size());
        stage.await(seen -> queue.holds(seen, room) && queue.knows(seen, late));
        Recorded seen = stage.recorder().recorded();
        stage.finding(
                queue.name() + ": the accept queue",
                Expected.is("%d, limit %d".formatted(room, queue.backlog())),
                queue.queue(seen));
        stage.finding(
                queue.name() + ": the next connect is not refused, it is",
                Expected.is("SYN_SENT"),
                queue.fate(seen, late));
        return late;
    }

    private void acceptAll(Latecomer late) throws InterruptedException {
        List<PeerSocket> accepted = new ArrayList<>();
        for (int i = 0; i < five.connected().size(); i++) {
            accepted.add(five.socket().accept().get());
        }
        stage.finding(
                "data sent before accept",
                Expected.is("early"),
                accepted.getFirst().recv(100).get().text());
        PeerSocket left = accepted.get(1);
        stage.finding(
                "a client that closed before accept",
                Expected.is("bye, then 0 (end)"),
                left.recv(100).get().text() + ", then " + left.recv(100).get().result());
        late.connecting().returnsWithin(NEXT_RETRY);
        stage.finding(
                "listen(5): the waiting connect, when there is room",
                Expected.is("ok"),
                five.fate(stage.recorder().recorded(), late));
        Answer connected = late.connecting().get();
        stage.finding(
                "listen(5): how long that connect took",
                Expected.atLeast(FIRST_RETRY_MILLIS, "ms"),
                Expected.number(connected.millis(), 0, "ms"));
        five.connected().add(late.caller());
        five.come(MORE_CLIENTS);
        stage.finding(
                "listen(5): clients, the accepted ones among them",
                Expected.is("12"),
                five.connected().size());
    }

    private void stayFull(Latecomer late) throws InterruptedException {
        stage.recorder().await(NEXT_RETRY, seen -> retries(seen, late) >= RETRIES);
        stage.finding(
                "listen(1): that connect, some seconds later",
                Expected.is("SYN_SENT"),
                one.fate(stage.recorder().recorded(), late));
        stage.finding(
                "listen(1): its SYN was sent again",
                Expected.atLeast(RETRIES, "times"),
                retries(stage.recorder().recorded(), late) + " times");
        stage.finding("listen(1): its SYNs came after", Expected.is(SynRetries.seconds(RETRIES)), seen -> times(late));
        stage.finding(
                "listen(1): segments in answer to them",
                Expected.is("0"),
                seen -> stage.recorder()
                        .recorded()
                        .segments(one.address(), late.caller().local())
                        .size());
    }

    private int retries(Recorded seen, Latecomer late) {
        return seen.kernel(late.caller().local(), one.address())
                .mapToInt(Entry.Kernel::retransmits)
                .max()
                .orElse(0);
    }

    private String times(Latecomer late) {
        List<Entry.Segment> syns =
                stage.recorder().recorded().segments(late.caller().local(), one.address());
        return syns.stream()
                .limit(1 + RETRIES)
                .map(syn -> Math.round((syn.nanos() - syns.getFirst().nanos()) / 1e9) + " s")
                .collect(Collectors.joining(", "));
    }
}
