package dev.switchboard.lab.experiment;

import dev.switchboard.lab.Expected;
import dev.switchboard.lab.Stage;
import dev.switchboard.lab.peer.Answer;
import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.peer.Pending;
import dev.switchboard.lab.server.Footprint;
import dev.switchboard.lab.server.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a crowd gets from a server, and what the server needs for it.
final class WhoWaits {
    /// For how long nobody must be answered before that is an observation.
    private static final Duration SILENCE = Duration.ofSeconds(1);
    /// For all answers that come at all: under `process` each may wait for the start of a JVM.
    private static final Duration ANSWERED = Duration.ofSeconds(60);
    /// Threads that a JVM may start for itself while it works: for compiling, and one a processor for virtual threads.
    private static final int THREADS_OF_THE_JVM = 10 + 2 * Runtime.getRuntime().availableProcessors();

    private final Stage stage;
    private final Server server;
    private final Crowd crowd;
    private final String model;

    private interface Leaving {
        void leave(int which) throws InterruptedException;
    }

    WhoWaits(Stage stage, Server server, Crowd crowd) {
        this.stage = stage;
        this.server = server;
        this.crowd = crowd;
        this.model = stage.model();
    }

    void whileTheySitThere(Footprint idle) throws InterruptedException {
        stage.scene("the dead connect and say nothing, the slow send half a line, the good ask");
        crowd.deadCome();
        crowd.slowCome();
        int connected = crowd.goodCome();
        long deadline = System.nanoTime() + (blocked() ? SILENCE : ANSWERED).toNanos();
        for (Pending each : crowd.answers()) {
            each.returnsWithin(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        }
        Footprint busy = server.footprint();
        List<Answer> answers = answers(crowd.answers());
        stage.finding("good clients connected", Expected.is(ofAll(crowd.good())), of(connected, crowd.good()));
        stage.finding(
                "good clients answered while the dead and the slow sit there",
                Expected.is(of(blocked() ? 0 : crowd.good(), crowd.good())),
                of(answers.size(), crowd.good()));
        latency(answers);
        cost(idle, busy);
    }

    private boolean blocked() {
        return model.equals("single") || model.equals("pool");
    }

    private static List<Answer> answers(List<Pending> all) throws InterruptedException {
        List<Answer> answers = new ArrayList<>();
        for (Pending each : all) {
            if (each.isDone() && isAnswer(each.get(), Crowd.GOOD_LINE)) {
                answers.add(each.get());
            }
        }
        return answers;
    }

    /// A stamp stands before the line.
    private static boolean isAnswer(Answer answer, String line) {
        return answer.text().endsWith("] " + line);
    }

    private void latency(List<Answer> answers) {
        List<Double> millis = answers.stream().map(Answer::millis).sorted().toList();
        Expected soon = blocked() ? Expected.is("none") : Expected.atMost(isProcess() ? 60_000 : 5_000, "ms");
        stage.finding("half of the answers came within", soon, at(millis, millis.size() / 2));
        stage.finding("all of the answers came within", soon, at(millis, millis.size() - 1));
    }

    private static String at(List<Double> millis, int index) {
        return millis.isEmpty() ? "none" : Expected.number(millis.get(index), "ms");
    }

    private void cost(Footprint idle, Footprint busy) {
        boolean one = model.equals("thread") || isProcess();
        stage.finding(
                "more threads than before they came",
                one ? Expected.atLeast(crowd.size(), "") : Expected.atMost(THREADS_OF_THE_JVM, ""),
                busy.threads() - idle.threads());
        stage.finding(
                "child processes",
                isProcess() ? Expected.atLeast(crowd.size(), "") : Expected.is("0"),
                busy.processes() - 1);
        stage.finding(
                "memory for each connection",
                isProcess() ? Expected.atLeast(5, "MB") : Expected.atMost(1, "MB"),
                Expected.number((busy.residentBytes() - idle.residentBytes()) / 1e6 / crowd.size(), 2, "MB"));
        stage.note("with %d clients: %d threads, %d processes, %s resident; before they came: %d, %d, %s"
                .formatted(
                        crowd.size(),
                        busy.threads(),
                        busy.processes(),
                        Expected.number(busy.residentBytes() / 1e6, 0, "MB"),
                        idle.threads(),
                        idle.processes(),
                        Expected.number(idle.residentBytes() / 1e6, 0, "MB")));
        if (isProcess()) {
            stage.note("%d clients instead of 100, as each takes the start of a JVM".formatted(crowd.size()));
        }
    }

    private boolean isProcess() {
        return model.equals("process");
    }

    void whenTheyAreGone(Peer dead) throws InterruptedException {
        stage.scene("the dead are killed, the slow finish their line, and each leaves with its answer");
        dead.kill();
        List<Pending> finished = crowd.slowFinish();
        int slow = leave(finished, Crowd.SLOW_LINE, crowd::slowLeaves);
        int good = leave(crowd.answers(), Crowd.GOOD_LINE, crowd::goodLeaves);
        stage.finding("slow clients answered in the end", Expected.is(ofAll(crowd.slow())), of(slow, crowd.slow()));
        stage.finding("good clients answered in the end", Expected.is(ofAll(crowd.good())), of(good, crowd.good()));
    }

    /// In the order in which they came, for the next one may have to wait until this one is gone.
    ///
    /// @param line what each asked, and must be told
    private int leave(List<Pending> waiting, String line, Leaving leaving) throws InterruptedException {
        int answered = 0;
        for (int i = 0; i < waiting.size(); i++) {
            if (waiting.get(i).returnsWithin(Stage.PATIENCE)) {
                answered += isAnswer(waiting.get(i).get(), line) ? 1 : 0;
            }
            leaving.leave(i);
        }
        return answered;
    }

    private static String ofAll(int all) {
        return of(all, all);
    }

    private static String of(int some, int all) {
        return some + " of " + all;
    }
}
