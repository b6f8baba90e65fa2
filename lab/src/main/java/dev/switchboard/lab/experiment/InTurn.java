package dev.switchboard.lab.experiment;

import dev.switchboard.lab.Expected;
import dev.switchboard.lab.Stage;
import dev.switchboard.lab.peer.Answer;
import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.peer.Pending;
import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Recorded;
import dev.switchboard.lab.server.Server;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/// A sits there, B and C come, then A leaves and then B.
final class InTurn {
    /// For how long nothing must come before that is an observation.
    private static final Duration SILENCE = Duration.ofMillis(500);

    private static final String BEFORE = "before A left";
    private static final String AFTER_A = "after A left";
    private static final String AFTER_B = "after B left";

    private final Stage stage;
    private final Server server;
    private final Caller a;
    private final Caller b;
    private final Caller c;
    /// How many of B and C the model leaves waiting while A is there.
    private final int waiting;

    InTurn(Stage stage, Server server, Peer a, Peer b, Peer c) throws InterruptedException {
        this.stage = stage;
        this.server = server;
        this.a = Caller.of(a);
        this.b = Caller.of(b);
        this.c = Caller.of(c);
        this.waiting = switch (stage.model()) {
            case "single" -> 2;
            case "pool" -> 1;
            default -> 0;
        };
    }

    void play() throws InterruptedException {
        stage.scene("A is connected and served");
        a.connected(server.address());
        a.sent("from A");
        a.answer().get();
        stage.scene("B and C come while A sits there");
        Answer sentByB = come(b, "B");
        Pending toB = b.answer();
        come(c, "C");
        Pending toC = c.answer();
        await(toB, waiting > 1);
        await(toC, waiting > 0);
        whileASitsThere();

        stage.scene("A leaves, then B");
        long leftA = a.socket().close().get().beganNanos();
        Answer answerB = toB.get();
        await(toC, waiting > 1);
        long leftB = b.socket().close().get().beganNanos();
        Answer answerC = toC.get();
        c.socket().close().get();

        stage.recorder()
                .await(
                        Stage.PATIENCE,
                        seen -> accepted(seen, b).isPresent()
                                && accepted(seen, c).isPresent());
        Moments moments = new Moments(leftA, leftB);
        stage.finding("B is accepted", Expected.is(waiting > 1 ? AFTER_A : BEFORE), moments.of(accepted(b)));
        stage.finding("B is answered", Expected.is(waiting > 1 ? AFTER_A : BEFORE), moments.of(answerB.endedNanos()));
        stage.finding("what B is answered", Expected.is("from B"), afterStamp(answerB));
        long turn = waiting > 1 ? leftA : sentByB.beganNanos();
        stage.finding(
                "B's wait, once its turn has come",
                Expected.atMost(1000, "ms"),
                Expected.number((answerB.endedNanos() - turn) / 1e6, "ms"));
        String turnOfC = waiting > 1 ? AFTER_B : waiting > 0 ? AFTER_A : BEFORE;
        stage.finding("C is accepted", Expected.is(turnOfC), moments.of(accepted(c)));
        stage.finding("C is answered", Expected.is(turnOfC), moments.of(answerC.endedNanos()));
    }

    private static String afterStamp(Answer answer) {
        return Stamp.without(answer.text());
    }

    private Answer come(Caller caller, String name) throws InterruptedException {
        Answer connected = caller.connected(server.address());
        Answer sent = caller.sent("from " + name);
        stage.finding(name + "'s connect and send", Expected.is("ok, 6"), connected.result() + ", " + sent.result());
        return sent;
    }

    private static void await(Pending answer, boolean blocked) throws InterruptedException {
        answer.returnsWithin(blocked ? SILENCE : Pending.ANSWER_TIME_MAX);
    }

    private void whileASitsThere() throws InterruptedException {
        Expected queued = Expected.is(Integer.toString(waiting));
        Expected unread = Expected.is("ESTABLISHED, %d bytes unread".formatted(waiting > 1 ? 6 : 0));
        stage.recorder().await(Stage.PATIENCE, seen -> queued.holds(queue(seen)) && unread.holds(serversEnd(seen)));
        Recorded seen = stage.recorder().recorded();
        stage.finding("waiting for accept while A sits there", queued, queue(seen));
        stage.finding("the server's end of B while A sits there", unread, serversEnd(seen));
    }

    private String queue(Recorded seen) {
        return seen.listening(server.address())
                .map(view -> Long.toString(view.receiveQueue()))
                .orElse("not seen");
    }

    private String serversEnd(Recorded seen) {
        return seen.last(server.address(), b.local())
                .map(view -> "%s, %d bytes unread".formatted(view.stateText(), view.receiveQueue()))
                .orElse("not seen");
    }

    private Optional<Long> accepted(Recorded seen, Caller caller) {
        InetSocketAddress address = caller.local();
        return seen.call(server.party(), "accept", call -> call.result().endsWith(":" + address.getPort()))
                .map(Entry.Call::endNanos);
    }

    private long accepted(Caller caller) {
        return accepted(stage.recorder().recorded(), caller).orElse(Entry.Call.NEVER);
    }

    private record Moments(long leftA, long leftB) {
        String of(long nanos) {
            if (nanos == Entry.Call.NEVER) {
                return "never seen";
            }
            return nanos < leftA ? BEFORE : nanos < leftB ? AFTER_A : AFTER_B;
        }
    }
}
