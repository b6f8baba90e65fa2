package dev.switchboard.cli.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.testkit.SwitchboardProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that is killed at random moments while it stores what several connections send, again and again on the same
/// directory. A failing run is repeated with the seed that it prints: `-Dkill.seed=…`.
class KilledServerIT {
    private static final long SEED = Long.getLong("kill.seed", System.nanoTime());
    private static final int ROUNDS = 20;
    private static final int ROUNDS_AT_NIGHT = 100;
    private static final int CONNECTIONS = 4;
    private static final int RECEIPTS_MAX = 10_000;
    private static final String[] LISTENERS = {"lines:0", "lines:0,model=select", "lines:0,model=thread"};

    @TempDir
    private Path data;

    private final Random random = new Random(SEED);
    private final List<Talk.Shown> journal = new ArrayList<>();
    private final Set<String> texts = new HashSet<>();
    private final List<Flood> floods = new ArrayList<>();
    private int kept;

    @Test
    void whatHadItsReceiptIsThereOnceAndInOrderAfterEveryKill() throws Exception {
        runRounds(ROUNDS);
    }

    @Test
    @Tag("nightly")
    void soItIsAfterAHundred() throws Exception {
        runRounds(ROUNDS_AT_NIGHT);
    }

    private void runRounds(int rounds) throws Exception {
        try {
            for (int round = 0; round < rounds; round++) {
                try (SwitchboardProcess server = serve(round)) {
                    readOn(server.port(0), "beginning of round " + round);
                    assertKept();
                    killUnderLoad(server, round);
                }
            }
            try (SwitchboardProcess server = serve(rounds)) {
                readOn(server.port(0), "end");
                assertKept();
                List<Talk.Shown> bitByBit = List.copyOf(journal);
                journal.clear();
                readOn(server.port(0), "the very end");
                assertThat(journal.subList(0, bitByBit.size())).isEqualTo(bitByBit);
            }
        } catch (Throwable e) {
            throw new AssertionError("with -Dkill.seed=" + SEED + ": " + e, e);
        }
    }

    private void killUnderLoad(SwitchboardProcess server, int round) throws Exception {
        CountDownLatch enough = new CountDownLatch(1);
        AtomicInteger untilEnough = new AtomicInteger(1 + random.nextInt(RECEIPTS_MAX));
        for (int i = 0; i < CONNECTIONS; i++) {
            String prefix = "round %d connection %d line ".formatted(round, i);
            int port = server.port(i % LISTENERS.length);
            floods.add(new Flood(port, prefix, random.nextLong(), untilEnough, enough));
        }
        enough.await();
        server.signal("KILL");
        for (Flood flood : floods) {
            flood.awaitEnd();
        }
    }

    /// Every other server does not force; that survives a kill too.
    private SwitchboardProcess serve(int round) throws IOException {
        List<String> args = new ArrayList<>(List.of("--data", data.toString()));
        args.addAll(List.of("--sync", round % 2 == 0 ? "batch" : "none"));
        for (String listener : LISTENERS) {
            args.addAll(List.of("-l", listener));
        }
        return SwitchboardProcess.serve(args.toArray(String[]::new));
    }

    /// Reads what is stored and not read yet, up to a message that is sent now.
    private void readOn(int port, String mark) throws IOException {
        long from = journal.isEmpty() ? 0 : journal.getLast().offset() + 1;
        try (Talk listener = Talk.with(port);
                Talk other = Talk.with(port)) {
            listener.send("/listen main %d\n".formatted(from));
            listener.expect("* listening to main from #" + from);
            other.send(mark + "\n");
            do {
                journal.add(listener.delivery());
            } while (!journal.getLast().text().equals(mark));
            assertThat(journal.getLast().sender()).isEqualTo(other.name());
        }
    }

    /// What was read since the last kill is as the receipts before it say.
    private void assertKept() {
        List<Talk.Shown> stored = journal.subList(kept, journal.size());
        for (Flood flood : floods) {
            assertKept(flood, stored.stream().filter(flood::sent).toList());
        }
        for (Talk.Shown message : stored) {
            if (!texts.add(message.text())) {
                throw new AssertionError("twice: " + message);
            }
        }
        assertThat(journal).isSortedAccordingTo(Comparator.comparingLong(Talk.Shown::offset));
        kept = journal.size();
        floods.clear();
    }

    /// Of a connection there is an unbroken run from its first line on, in order, at least as long as its receipts,
    /// each of which names the place.
    private static void assertKept(Flood flood, List<Talk.Shown> stored) {
        List<Talk.Shown> receipts = flood.receipts();
        assertThat(stored).hasSizeGreaterThanOrEqualTo(receipts.size());
        for (int number = 0; number < stored.size(); number++) {
            Talk.Shown there = stored.get(number);
            Talk.Shown wanted = number < receipts.size() ? receipts.get(number) : there;
            if (!there.text().startsWith(flood.line(number)) || !there.equals(wanted.from(flood.name()))) {
                throw new AssertionError("%s is stored as %s".formatted(wanted, there));
            }
        }
    }
}
