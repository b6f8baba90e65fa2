package dev.switchboard.journal.disk;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import dev.switchboard.journal.JournalReader;
import dev.switchboard.message.Batch;
import dev.switchboard.message.ChannelName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Full segments are compressed, and nobody notices who reads.
class CompressionTest {
    private static final String FIRST = "0000000001.segment";
    private static final String FIRST_COMPRESSED = "0000000001.segment.zst";
    private static final JournalOptions ON = options(Retention.ALL, 4 << 10);
    private static final JournalOptions OFF = new JournalOptions(Sync.FORCE, Retention.ALL, 16 << 10, 0, 16 << 10, 0);

    private final ForgetfulDisk disk = new ForgetfulDisk();

    private static JournalOptions options(Retention retention, int frameBytes) {
        return new JournalOptions(Sync.FORCE, retention, 16 << 10, 0, 16 << 10, frameBytes);
    }

    /// Messages for some segments, one in ten on another channel.
    private static void fill(Opened opened, int messages) {
        for (int i = 0; i < messages; i++) {
            opened.append(Batches.at(i, i % 10 == 0 ? "rare" : "main", i + " " + "line ".repeat(100)))
                    .offset();
        }
        opened.journal.tidyNow();
    }

    private static void fillWithNoise(Opened opened, int messages) {
        Random random = new Random(1);
        for (int i = 0; i < messages; i++) {
            byte[] noise = new byte[1500];
            random.nextBytes(noise);
            var batch = new Batch(ChannelName.MAIN, Batches.SENDER, null, 0, noise, new int[] {noise.length}, 1);
            opened.append(batch).offset();
        }
        opened.journal.tidyNow();
    }

    private static List<String> problems(Disk disk) throws IOException {
        List<String> problems = new ArrayList<>();
        Verification.atRest(disk, problem -> problems.add(problem.toString()));
        return problems;
    }

    @Test
    void compressedSegmentsReadAsBeforeAndSoTheyDoAfterARestart() throws IOException {
        List<String> before;
        List<String> rare;
        try (Opened opened = new Opened(disk, ON)) {
            fill(opened, 200);
            before = opened.readAll();
            rare = opened.read(Batches.channel("rare"), 11);
            opened.journal.compressNow();
            assertThat(disk.files().keySet()).contains(FIRST_COMPRESSED).doesNotContain(FIRST);
            assertThat(opened.events).allMatch(event -> event instanceof JournalEvent.Compressed);
            check(opened, before, rare);
        }
        try (Opened opened = new Opened(disk, OFF)) {
            assertThat(opened.events).isEmpty();
            check(opened, before, rare);
        }
        assertThat(problems(disk)).isEmpty();
        StoredJournal stored = StoredJournal.open(disk);
        assertThat(stored.endOffset()).isEqualTo(200);
        assertThat(stored.plainBytes()).isGreaterThan(100_000);
        assertThat(stored.fileBytes()).isLessThan(stored.plainBytes() / 3);
    }

    private static void check(Opened opened, List<String> all, List<String> rare) throws IOException {
        assertThat(opened.readAll()).isEqualTo(all);
        assertThat(opened.read(Batches.channel("rare"), 11)).isEqualTo(rare);
        assertThat(opened.journal.lastOffset(Batches.channel("rare"), 19)).isEqualTo(10);
        assertThat(opened.journal.offsetAt(17)).isEqualTo(17);
    }

    @Test
    void whatIsCompressedIsTheSegmentForZstdToo() throws IOException {
        try (Opened opened = new Opened(disk, OFF)) {
            fill(opened, 50);
        }
        byte[] plain = disk.files().getOrDefault(FIRST, new byte[0]);
        try (Opened opened = new Opened(disk, ON)) {
            opened.journal.compressNow();
        }
        byte[] stored = disk.files().getOrDefault(FIRST_COMPRESSED, new byte[0]);
        try (ZstdInputStream in = new ZstdInputStream(new ByteArrayInputStream(stored))) {
            assertThat(in.readAllBytes()).isEqualTo(plain);
        }
    }

    @Test
    void aReaderThatHasThePlainFileOpenGoesOnInIt() throws IOException {
        try (Opened opened = new Opened(disk, OFF)) {
            fill(opened, 100);
        }
        disk.free(0); // So nothing is compressed yet.
        try (Opened opened = new Opened(disk, ON)) {
            try (JournalReader reader = opened.journal.read(null, 0)) {
                List<String> read = new ArrayList<>();
                reader.next(1).forEach(found -> read.addAll(Opened.words(found)));
                disk.free(Long.MAX_VALUE);
                opened.journal.compressNow();
                assertThat(disk.list()).contains(FIRST_COMPRESSED).doesNotContain(FIRST);
                for (var found = reader.next(1); !found.isEmpty(); found = reader.next(1)) {
                    found.forEach(each -> read.addAll(Opened.words(each)));
                }
                assertThat(read).isEqualTo(opened.readAll()).hasSize(100);
            }
        }
    }

    @Test
    void whatCannotBeCompressedStaysPlainAndIsNotTriedAgain() throws IOException {
        try (Opened opened = new Opened(disk, ON)) {
            fillWithNoise(opened, 100);
            opened.journal.compressNow();
            assertThat(opened.events).isEmpty();
        }
        assertThat(PlainFile.read(disk))
                .hasValueSatisfying(numbers -> assertThat(numbers).contains(1L, 2L));
        assertThat(problems(disk)).isEmpty();
        int operations = disk.operations();
        try (Opened opened = new Opened(disk, ON)) {
            opened.journal.compressNow();
            assertThat(opened.readAll()).hasSize(100);
        }
        assertThat(disk.log().subList(operations, disk.operations()).stream()
                        .filter(ForgetfulDisk.Operation.Name.class::isInstance)
                        .map(operation -> ((ForgetfulDisk.Operation.Name) operation).name()))
                .isEmpty();
    }

    @Test
    void aSegmentWithDamageStaysAsItIs() throws IOException {
        try (Opened opened = new Opened(disk, OFF)) {
            fill(opened, 60);
        }
        disk.flip(FIRST, 3000, 2);
        try (Opened opened = new Opened(disk, ON)) {
            opened.journal.compressNow();
            assertThat(disk.files().keySet())
                    .contains(FIRST, "0000000002.segment.zst")
                    .doesNotContain(FIRST_COMPRESSED, FIRST_COMPRESSED + ".new");
            assertThat(opened.readAll()).anyMatch(each -> each.endsWith("DAMAGE"));
        }
        assertThat(PlainFile.read(disk)).hasValue(Set.of(1L));
    }

    @Test
    void whereBothFormsAreFoundTheCompressedOneStaysIfItIsWhole() throws IOException {
        try (Opened opened = new Opened(disk, OFF)) {
            fill(opened, 60);
        }
        Map<String, byte[]> plain = disk.files();
        try (Opened opened = new Opened(disk, ON)) {
            opened.journal.compressNow();
        }
        Map<String, byte[]> both = new TreeMap<>(disk.files());
        both.put(FIRST, plain.getOrDefault(FIRST, new byte[0]));
        ForgetfulDisk whole = new ForgetfulDisk(both);
        ForgetfulDisk broken = new ForgetfulDisk(both);
        broken.flip(FIRST_COMPRESSED, both.getOrDefault(FIRST_COMPRESSED, new byte[0]).length / 2, 0);
        for (ForgetfulDisk each : List.of(whole, broken)) {
            try (Opened opened = new Opened(each, OFF)) {
                assertThat(opened.readAll()).hasSize(60).noneMatch(found -> found.endsWith("DAMAGE"));
            }
            assertThat(problems(each)).isEmpty();
        }
        assertThat(whole.files().keySet()).contains(FIRST_COMPRESSED).doesNotContain(FIRST);
        assertThat(broken.files().keySet()).contains(FIRST).doesNotContain(FIRST_COMPRESSED);
    }

    @Test
    void behindACompressedSegmentThatIsTheLastANewOneIsBegun() throws IOException {
        try (Opened opened = new Opened(disk, ON)) {
            fill(opened, 60);
            opened.journal.compressNow();
        }
        String last = disk.list().stream()
                .filter(name -> name.endsWith(".segment"))
                .findFirst()
                .orElseThrow();
        disk.delete(last);
        int kept;
        try (Opened opened = new Opened(disk, ON)) {
            kept = opened.readAll().size();
            assertThat(kept).isBetween(20, 59);
            opened.store("main", "more");
        }
        try (Opened opened = new Opened(disk, ON)) {
            assertThat(opened.readAll()).hasSize(kept + 1).last().isEqualTo(kept + ":more");
        }
        assertThat(problems(disk)).isEmpty();
    }

    @Test
    void retentionCountsWhatIsOnTheDiskAndRemovesBothForms() {
        try (Opened opened = new Opened(disk, options(new Retention(Duration.ofDays(1), 40_000), 4 << 10))) {
            for (int i = 0; i < 20; i++) {
                fill(opened, 30);
                opened.journal.compressNow();
            }
            opened.journal.tidyNow();
            assertThat(opened.journal.startOffset()).isBetween(1L, 480L);
            // Without compression there would be room for a hundred at most.
            assertThat(opened.readAll()).hasSizeGreaterThan(120);
            int bytes =
                    disk.files().values().stream().mapToInt(each -> each.length).sum();
            assertThat(bytes).isLessThan(65_000);
        }
    }

    @Test
    void aFullDiskCostsTheCompressionNotTheJournal() throws IOException {
        try (Opened opened = new Opened(disk, OFF)) {
            fill(opened, 60);
        }
        disk.free(500);
        try (Opened opened = new Opened(disk, ON)) {
            opened.journal.compressNow();
            assertThat(opened.events)
                    .hasOnlyElementsOfType(JournalEvent.UpkeepFailed.class)
                    .isNotEmpty();
            assertThat(disk.list()).noneMatch(name -> name.endsWith(".new")).contains(FIRST);
            assertThat(opened.readAll()).hasSize(60);
            disk.free(Long.MAX_VALUE);
            opened.journal.compressNow();
            assertThat(disk.list()).doesNotContain(FIRST).contains(FIRST_COMPRESSED);
            assertThat(opened.readAll()).hasSize(60);
        }
        assertThat(problems(disk)).isEmpty();
    }

    @Test
    void withoutATableTheSegmentIsAGapAndIsLeftAlone() throws IOException {
        try (Opened opened = new Opened(disk, ON)) {
            fill(opened, 60);
            opened.journal.compressNow();
            int length = disk.files().getOrDefault(FIRST_COMPRESSED, new byte[0]).length;
            disk.flip(FIRST_COMPRESSED, 30, 0);
            disk.flip(FIRST_COMPRESSED, length - 1, 0);
            List<String> read = opened.readAll();
            assertThat(read).first().asString().startsWith("0-").endsWith("DAMAGE");
            assertThat(read).hasSizeBetween(20, 50);
        }
        assertThat(problems(disk)).singleElement().asString().contains(FIRST_COMPRESSED, "no copy of the table");
        try (Opened opened = new Opened(disk, ON)) {
            assertThat(opened.events).singleElement().isInstanceOf(JournalEvent.Unreadable.class);
            assertThat(disk.list()).contains(FIRST_COMPRESSED);
        }
    }
}
