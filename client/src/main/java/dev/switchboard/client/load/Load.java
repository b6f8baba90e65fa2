package dev.switchboard.client.load;

import dev.switchboard.client.load.LoadMoment.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One load, from its connections to its result: opens all connections, warms up, counts, waits for what is unanswered.
///
/// ```
/// connect ─► open ─► warm up ─► answers ─► count ─► answers ─► farewell
/// ```
///
/// Where nothing answers, each of the two times has connections of its own, and is over when the server has
/// closed them. [#run] is called once, by one thread, which does everything; [#moment] and [#stop] may be
/// called by any.
public final class Load {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long FAREWELL_NANOS = 2 * SECOND_NANOS;
    private static final double PER_SECOND = 1e9;
    private static final double PERCENT_50 = 50;
    private static final double PERCENT_99 = 99;

    private final LoadConfig config;
    private final LongSupplier clock;
    private volatile LoadMoment moment = LoadMoment.FIRST;
    private volatile boolean stopping;
    private volatile @Nullable LoadLoop running;
    private long lookedNanos;
    private long answeredThen;

    /// A load that is put when it is run.
    public Load(LoadConfig config) {
        this(config, System::nanoTime);
    }

    Load(LoadConfig config, LongSupplier clock) {
        this.config = config;
        this.clock = clock;
    }

    /// Puts the load; returns when all is over, at the latest after both times, twice the time for missing
    /// answers, and some seconds for farewells.
    ///
    /// @throws IOException when a connection cannot be opened; the message is one line for people, such as
    ///     `cannot connect to localhost:2012: Connection refused`
    public LoadResult run() throws IOException {
        try (LoadLoop loop = new LoadLoop(config, clock)) {
            running = loop;
            return run(loop);
        } finally {
            running = null;
        }
    }

    /// Sends nothing more, and waits for missing answers one second at most. The result has what was measured so far.
    public void stop() {
        stopping = true;
        LoadLoop loop = running;
        if (loop != null) {
            loop.wake();
        }
    }

    /// How things stood at the last whole second.
    public LoadMoment moment() {
        return moment;
    }

    private LoadResult run(LoadLoop loop) throws IOException {
        Tally opening = connect(loop);
        LoadCounts warmed = opening.counts();
        String fault = opening.fault();
        if (!config.warmup().isZero() && !stopping) {
            Round warmup = round(Stage.WARMING_UP, loop);
            warmed = warmed.plus(warmup.tally.counts());
            fault = fault == null ? warmup.tally.fault() : fault;
            if (!config.protocol().answers() && !stopping) {
                connect(loop);
            }
        }
        Duration cpu = cpu();
        Round counted = round(Stage.COUNTING, loop);
        double seconds = counted.seconds(clock.getAsLong());
        double busy = cpu().minus(cpu).toNanos() / PER_SECOND / Math.max(seconds, 1 / PER_SECOND);
        if (config.protocol() == LoadProtocol.RELP) {
            loop.end();
            awaitEnd(loop, clock.getAsLong() + FAREWELL_NANOS);
        }
        Tally tally = counted.tally;
        return new LoadResult(
                tally.right,
                seconds,
                tally.latencies,
                warmed.plus(tally.counts()),
                busy,
                fault == null ? tally.fault() : fault,
                stopping);
    }

    private Tally connect(LoadLoop loop) throws IOException {
        Tally tally = new Tally();
        loop.connect(new ClosedPace(clock.getAsLong(), 0, 0), tally, () -> stopping);
        loop.open(() -> stopping);
        return tally;
    }

    private Round round(Stage stage, LoadLoop loop) throws IOException {
        Round round = new Round(stage, config, clock.getAsLong());
        lookedNanos = round.startNanos;
        answeredThen = 0;
        boolean told = false;
        loop.begin(round);
        long now = round.startNanos;
        while (loop.alive() > 0 && !round.isDone(now)) {
            loop.turn(round, now);
            now = clock.getAsLong();
            if (stopping && !told) {
                told = true;
                round.stop(now);
            }
            if (now - lookedNanos >= SECOND_NANOS) {
                look(round, now);
            }
        }
        if (!config.protocol().answers()) {
            end(round, loop);
        }
        loop.giveUp();
        long unsent = stopping ? 0 : round.pace.unsent(round.tally.granted);
        if (unsent > 0) {
            round.tally.unsent = unsent;
            round.tally.fault("the server did not keep up with the rate");
        }
        return round;
    }

    /// Where nothing answers: the server has taken everything when it has closed all connections.
    private void end(Round round, LoadLoop loop) throws IOException {
        loop.end();
        awaitEnd(
                loop,
                clock.getAsLong() + (stopping ? SECOND_NANOS : config.drain().toNanos()));
        round.tally.lastAnswerNanos = clock.getAsLong();
        if (loop.alive() > 0) {
            round.tally.unclosed = loop.alive();
            round.tally.fault("the server did not close " + loop.alive() + " connections after everything was sent");
        }
    }

    private void awaitEnd(LoadLoop loop, long endNanos) throws IOException {
        long now = clock.getAsLong();
        while (loop.alive() > 0 && now - endNanos < 0) {
            loop.awaitEnd(endNanos, now);
            now = clock.getAsLong();
        }
    }

    private void look(Round round, long now) {
        Tally tally = round.tally;
        double seconds = (now - round.startNanos) / PER_SECOND;
        moment = new LoadMoment(
                round.stage(),
                round.part(now),
                tally.right,
                Math.round(tally.right / seconds),
                Math.round((tally.right - answeredThen) * PER_SECOND / (now - lookedNanos)),
                tally.lately.nanosAt(PERCENT_50),
                tally.lately.nanosAt(PERCENT_99),
                tally.faults());
        tally.lately.clear();
        lookedNanos = now;
        answeredThen = tally.right;
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
