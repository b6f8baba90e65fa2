package dev.switchboard.journal.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The power is cut at every point of a run. What was told to be stored is there afterwards, once, unchanged, in order;
/// besides there are only whole messages of the group that nobody was told of yet.
class PowerCutTest {
    private static final JournalOptions TINY = new JournalOptions(Sync.FORCE, Retention.ALL, 4 << 10, 0, 4 << 10, 0);
    private static final JournalOptions AHEAD =
            new JournalOptions(Sync.FORCE, Retention.ALL, 4 << 10, 4 << 10, 4 << 10, 0);
    private static final JournalOptions COMPRESSED =
            new JournalOptions(Sync.FORCE, Retention.ALL, 4 << 10, 0, 4 << 10, 1 << 10);

    /// Some groups of one batch and some of several, over several segments, with an end in order and another start.
    private static Recording run(JournalOptions options, ForgetfulDisk disk) {
        Recording recording = new Recording(disk);
        try (Opened opened = new Opened(recording.disk, options)) {
            for (int i = 0; i < 8; i++) {
                recording.append(opened, Batches.of("main", "first " + i, "", "x".repeat(i * 40)));
                recording.settle();
            }
            for (int i = 0; i < 6; i++) {
                recording.append(opened, Batches.from("p", "crowd " + i, "and " + i));
            }
            recording.settle();
            compress(opened);
        }
        try (Opened opened = new Opened(recording.disk, options)) {
            for (int i = 0; i < 4; i++) {
                recording.append(opened, Batches.of("other", "second " + i, "y".repeat(900)));
                recording.settle();
            }
            compress(opened);
        }
        return recording;
    }

    private static Recording run(JournalOptions options) {
        return run(options, new ForgetfulDisk());
    }

    private static Recording runInBlocks(JournalOptions options) {
        return run(options, ForgetfulDisk.inBlocks());
    }

    /// Compresses all but the last segment, if that is wanted.
    private static void compress(Opened opened) {
        opened.journal.tidyNow();
        opened.journal.compressNow();
    }

    @Test
    void segmentsAreCompressedInTheRunThatIsToBeCut() {
        assertThat(run(COMPRESSED).disk.log())
                .filteredOn(operation -> operation instanceof ForgetfulDisk.Operation.Rename rename
                        && rename.to().endsWith(".segment.zst"))
                .hasSizeGreaterThan(1);
    }

    @Test
    void whatWasForcedIsThereWhenNothingElseIs() {
        cutEverywhere(run(TINY), Outage.Kept.NOTHING);
        cutEverywhere(run(AHEAD), Outage.Kept.NOTHING);
        cutEverywhere(run(COMPRESSED), Outage.Kept.NOTHING);
        cutEverywhere(runInBlocks(TINY), Outage.Kept.NOTHING);
        cutEverywhere(runInBlocks(AHEAD), Outage.Kept.NOTHING);
    }

    @Test
    void everythingMayBeThereWhenOnlyTheProgramEnded() {
        cutEverywhere(run(TINY), Outage.Kept.EVERYTHING);
        cutEverywhere(run(AHEAD), Outage.Kept.EVERYTHING);
        cutEverywhere(run(COMPRESSED), Outage.Kept.EVERYTHING);
        cutEverywhere(runInBlocks(TINY), Outage.Kept.EVERYTHING);
        cutEverywhere(runInBlocks(AHEAD), Outage.Kept.EVERYTHING);
    }

    private static void cutEverywhere(Recording recording, Outage.Kept kept) {
        List<ForgetfulDisk.Operation> log = recording.disk.log();
        for (int operations = 0; operations <= log.size(); operations++) {
            checkThatItGoesOn(check(recording, new Outage(log, operations, kept), "cut after " + operations));
        }
    }

    @Test
    void theLastWriteMayBeTornAtEveryByte() {
        for (Recording recording : List.of(run(TINY), run(AHEAD), runInBlocks(TINY), runInBlocks(AHEAD))) {
            List<ForgetfulDisk.Operation> log = recording.disk.log();
            for (int i = 0; i < log.size(); i++) {
                if (log.get(i) instanceof ForgetfulDisk.Operation.Write write) {
                    int last = i;
                    for (int torn : cuts(write, log.subList(0, i))) {
                        Outage.Kept kept = (operation, bytes) -> operation == last ? Math.min(torn, bytes) : bytes;
                        Outage outage = new Outage(log, i + 1, kept);
                        ForgetfulDisk disk = check(recording, outage, "write " + i + " torn at " + torn);
                        if (torn % 50 == 0) {
                            checkThatItGoesOn(disk);
                        }
                    }
                }
            }
        }
    }

    /// Every byte that is new; of what was there before, and of zeros, where one place is as good as another, some.
    private static List<Integer> cuts(ForgetfulDisk.Operation.Write write, List<ForgetfulDisk.Operation> before) {
        byte[] bytes = write.bytes();
        int from = unchanged(write, before);
        int to = bytes.length;
        while (to > from && bytes[to - 1] == 0) {
            to--;
        }
        List<Integer> cuts = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += at < from - 500 || at > to ? 500 : 1) {
            cuts.add(at);
        }
        return cuts;
    }

    /// How many bytes the last write to the same place began with as well.
    private static int unchanged(ForgetfulDisk.Operation.Write write, List<ForgetfulDisk.Operation> before) {
        for (ForgetfulDisk.Operation operation : before.reversed()) {
            if (operation instanceof ForgetfulDisk.Operation.Write other
                    && other.file() == write.file()
                    && other.position() == write.position()) {
                return Math.max(0, Arrays.mismatch(write.bytes(), other.bytes()));
            }
        }
        return 0;
    }

    @Test
    void writesThatWereNotForcedMayBeThereInAnyPartAndOrder() {
        cutAtRandom(run(TINY));
        cutAtRandom(run(COMPRESSED));
        cutAtRandom(runInBlocks(TINY));
    }

    private static void cutAtRandom(Recording recording) {
        Random random = new Random(42);
        List<ForgetfulDisk.Operation> log = recording.disk.log();
        for (int round = 0; round < 2000; round++) {
            int operations = random.nextInt(log.size() + 1);
            long seed = random.nextLong();
            Outage.Kept kept = (operation, bytes) -> {
                Random each = new Random(seed + operation);
                return each.nextBoolean() ? bytes : each.nextInt(bytes + 1);
            };
            Outage outage = new Outage(log, operations, kept);
            checkThatItGoesOn(check(recording, outage, "round " + round + " cut after " + operations));
        }
    }

    private static ForgetfulDisk check(Recording recording, Outage outage, String what) {
        Map<Long, String> stored = recording.storedBy(outage.operations());
        List<String> open = recording.openAt(outage.operations());
        ForgetfulDisk disk = new ForgetfulDisk(outage.files());
        List<String> read;
        try (Opened opened = new Opened(disk, TINY)) {
            read = opened.readAll();
            assertThat(opened.events)
                    .as(what)
                    .noneMatch(
                            event -> event instanceof JournalEvent.Damaged || event instanceof JournalEvent.Unreadable);
        }
        List<String> expected = new ArrayList<>();
        stored.forEach((offset, text) -> expected.add(offset + ":" + text));
        assertThat(read).as(what).hasSizeGreaterThanOrEqualTo(expected.size());
        assertThat(read.subList(0, expected.size())).as(what).isEqualTo(expected);
        List<String> more = read.subList(expected.size(), read.size());
        for (int i = 0; i < more.size(); i++) {
            assertThat(more.get(i)).as(what).isEqualTo((expected.size() + i) + ":" + open.get(i));
        }
        return disk;
    }

    private static void checkThatItGoesOn(ForgetfulDisk disk) {
        List<String> before;
        try (Opened opened = new Opened(disk, TINY)) {
            before = opened.readAll();
            opened.store("main", "afterwards");
        }
        try (Opened again = new Opened(disk, TINY)) {
            before.add(before.size() + ":afterwards");
            assertThat(again.readAll()).isEqualTo(before);
        }
        try {
            Verification.atRest(
                    disk,
                    problem -> assertThat(problem)
                            .as("every byte is as it should be")
                            .isNull());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
