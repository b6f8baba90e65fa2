package dev.switchboard.journal.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.message.ChannelName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// One bit of one byte of one file is turned round, for every byte of every file. It is found, and no reader is served
/// anything but what was stored; a message that is not served is in a gap.
class FlippedBitTest {
    private static final JournalOptions TINY =
            new JournalOptions(Sync.FORCE, Retention.ALL, 4 << 10, 2 << 10, 4 << 10, 0);
    private static final List<String> STORED = IntStream.range(0, 24)
            .mapToObj(i -> i + ":" + i + " " + "x".repeat(i * 17))
            .toList();

    private static Map<String, byte[]> journal() throws IOException {
        ForgetfulDisk disk = new ForgetfulDisk();
        try (Opened opened = new Opened(disk, TINY)) {
            for (int i = 0; i < 24; i++) {
                String text = STORED.get(i).substring(STORED.get(i).indexOf(':') + 1);
                opened.append(i % 4 == 0 ? Batches.from("p", text) : Batches.of(i % 3 == 0 ? "a" : "b", text))
                        .offset();
            }
            ProducersFile.write(disk, new Producers());
            disk.create(FileNames.SPARE).write(java.nio.ByteBuffer.allocate(300), 0);
        }
        Map<String, byte[]> files = new TreeMap<>(disk.files());
        files.put(FileNames.SPARE, new byte[300]);
        return files;
    }

    /// The same, with all full segments compressed but one.
    private static Map<String, byte[]> compressed() throws IOException {
        ForgetfulDisk disk = new ForgetfulDisk(journal());
        PlainFile.write(disk, Set.of(2L));
        var options = new JournalOptions(Sync.FORCE, Retention.ALL, 4 << 10, 0, 4 << 10, 1 << 10);
        try (Opened opened = new Opened(disk, options)) {
            opened.journal.compressNow();
        }
        return disk.files();
    }

    private static List<Problem> problems(Disk disk) throws IOException {
        List<Problem> problems = new ArrayList<>();
        Verification.atRest(disk, problems::add);
        return problems;
    }

    @Test
    void asItWasWrittenThereIsNoProblem() throws IOException {
        ForgetfulDisk disk = new ForgetfulDisk(journal());
        assertThat(problems(disk)).isEmpty();
        assertThat(disk.files().keySet())
                .contains(
                        "0000000001.segment",
                        "0000000002.segment",
                        "0000000003.segment",
                        "0000000001.index",
                        "0000000002.index",
                        "producers",
                        "spare");
        try (Opened opened = new Opened(disk, TINY)) {
            assertThat(opened.readAll()).isEqualTo(STORED);
        }
    }

    @Test
    void everyFlippedBitIsFoundAndNothingChangedIsServed() throws IOException {
        flipEveryByte(journal(), name -> true);
    }

    @Test
    void everyFlippedBitOfACompressedSegmentIsFoundToo() throws IOException {
        Map<String, byte[]> files = compressed();
        assertThat(files.keySet())
                .contains("0000000001.segment.zst", "0000000002.segment", "plain")
                .doesNotContain("0000000001.segment");
        assertThat(problems(new ForgetfulDisk(files))).isEmpty();
        flipEveryByte(files, name -> name.endsWith(".zst") || name.equals(FileNames.PLAIN));
    }

    private static void flipEveryByte(Map<String, byte[]> files, Predicate<String> chosen) throws IOException {
        for (String name : files.keySet().stream().filter(chosen).toList()) {
            int length = files.getOrDefault(name, new byte[0]).length;
            for (int at = 0; at < length; at++) {
                String what = name + " byte " + at;
                ForgetfulDisk disk = new ForgetfulDisk(files);
                disk.flip(name, at, at % 8);
                assertThat(problems(disk))
                        .as(what)
                        .isNotEmpty()
                        .allSatisfy(problem -> assertThat(problem.file()).isEqualTo(name));
                checkReading(disk, what);
            }
        }
    }

    private static void checkReading(ForgetfulDisk disk, String what) {
        try (Opened opened = new Opened(disk, TINY)) {
            Set<String> served = new HashSet<>();
            Set<Long> missing = new HashSet<>();
            tell(opened.readAll(), served, missing);
            assertThat(STORED).as(what).containsAll(served);
            for (int i = 0; i < STORED.size(); i++) {
                assertThat(served.contains(STORED.get(i)) ^ missing.contains((long) i))
                        .as("%s: message %d is served or missing", what, i)
                        .isTrue();
            }
            Set<String> ofMain = new HashSet<>();
            Set<Long> missingOfMain = new HashSet<>();
            tell(opened.read(ChannelName.MAIN, 0), ofMain, missingOfMain);
            for (int i = 0; i < STORED.size(); i += 4) {
                assertThat(ofMain.contains(STORED.get(i)) ^ missingOfMain.contains((long) i))
                        .as("%s: message %d is served or missing on its channel", what, i)
                        .isTrue();
            }
        }
    }

    private static void tell(List<String> read, Set<String> served, Set<Long> missing) {
        for (String each : read) {
            if (each.endsWith(" DAMAGE")) {
                String[] range = each.substring(0, each.indexOf(' ')).split("-", 2);
                for (long offset = Long.parseLong(range[0]); offset < Long.parseLong(range[1]); offset++) {
                    assertThat(missing.add(offset)).as("told once: %s", read).isTrue();
                }
            } else {
                assertThat(served.add(each)).as("served once: %s", each).isTrue();
            }
        }
    }

    @Test
    void damageWhileTheServerRunsIsAGapToo() throws IOException {
        ForgetfulDisk disk = new ForgetfulDisk(journal());
        try (Opened opened = new Opened(disk, TINY)) {
            disk.flip("0000000002.segment", SegmentHeader.AREA_BYTES + 100, 0);
            List<String> read = opened.readAll();
            assertThat(read).filteredOn(each -> each.endsWith("DAMAGE")).hasSize(1);
            assertThat(read).hasSize(STORED.size());
        }
    }
}
