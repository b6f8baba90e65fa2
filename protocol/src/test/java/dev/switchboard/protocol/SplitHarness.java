package dev.switchboard.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.protocol.SessionRun.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Feeds the same bytes in every way in which a network may bring them: whole, cut in two at every place, byte by
/// byte, and in random pieces. The random ones are new in every run; a failure names the seed, and
/// `-Dswitchboard.seed=N` brings it back.
public final class SplitHarness {
    private static final @Nullable Long SEED_GIVEN = Long.getLong("switchboard.seed");
    private static final int RANDOM_SPLITS = 40;

    private SplitHarness() {}

    /// One way of bringing a stream.
    ///
    /// @param pieces what each read brings, at least one byte each
    /// @param direct whether input and output lie outside the heap
    /// @param outputWaits whether output is left to gather
    /// @param name for messages
    public record Way(List<byte[]> pieces, boolean direct, boolean outputWaits, String name) {
        /// A run for this way, opened, to be fed the pieces.
        public SessionRun open(Session session) {
            return new SessionRun(session, direct, outputWaits).open();
        }
    }

    /// A seed for random choices: new each time, unless one was given.
    public static long seed() {
        return SEED_GIVEN == null ? new Random().nextLong() : SEED_GIVEN;
    }

    /// What a peer sees that sends this stream, one byte a character, and half-closes: the same for every split.
    public static Outcome everySplit(Protocol protocol, String stream) {
        return everySplit(
                stream.getBytes(StandardCharsets.ISO_8859_1),
                way -> way.open(protocol.open(SessionRun.PEER))
                        .receive(way.pieces())
                        .endInput()
                        .outcome());
    }

    /// Runs under every split and returns the result, which must be the same for all.
    public static <T> T everySplit(byte[] stream, Function<Way, T> run) {
        List<Way> ways = ways(stream, seed());
        T expected = observe(ways.getFirst(), run);
        for (Way way : ways) {
            assertThat(observe(way, run)).as(way.name()).isEqualTo(expected);
        }
        return expected;
    }

    private static <T> T observe(Way way, Function<Way, T> run) {
        try {
            return run.apply(way);
        } catch (RuntimeException thrown) {
            throw new AssertionError("a session threw for what a peer sent: " + way.name(), thrown);
        }
    }

    private static List<Way> ways(byte[] stream, long seed) {
        List<Way> ways = new ArrayList<>();
        addBothKinds(ways, pieces(stream, List.of()), "whole");
        for (int cut = 1; cut < stream.length; cut++) {
            addBothKinds(ways, pieces(stream, List.of(cut)), "cut at " + cut);
        }
        List<Integer> everywhere = new ArrayList<>();
        for (int cut = 1; cut < stream.length; cut++) {
            everywhere.add(cut);
        }
        addBothKinds(ways, pieces(stream, everywhere), "byte by byte");
        for (int i = 0; i < RANDOM_SPLITS; i++) {
            addBothKinds(ways, randomPieces(stream, new Random(seed + i)), "random, switchboard.seed=" + (seed + i));
        }
        return ways;
    }

    private static void addBothKinds(List<Way> ways, List<byte[]> pieces, String name) {
        boolean outputWaits = ways.size() % 4 == 0;
        ways.add(new Way(pieces, false, outputWaits, name + ", heap"));
        ways.add(new Way(pieces, true, !outputWaits, name + ", direct"));
    }

    /// The stream in random pieces; how many there are is random as well, so that small and large ones come up.
    public static List<byte[]> randomPieces(byte[] stream, Random random) {
        double chance = random.nextDouble();
        List<Integer> cuts = new ArrayList<>();
        for (int cut = 1; cut < stream.length; cut++) {
            if (random.nextDouble() < chance) {
                cuts.add(cut);
            }
        }
        return pieces(stream, cuts);
    }

    private static List<byte[]> pieces(byte[] stream, List<Integer> cuts) {
        List<byte[]> pieces = new ArrayList<>();
        int from = 0;
        for (int cut : cuts) {
            pieces.add(Arrays.copyOfRange(stream, from, cut));
            from = cut;
        }
        if (from < stream.length) {
            pieces.add(Arrays.copyOfRange(stream, from, stream.length));
        }
        return pieces;
    }
}
