package dev.switchboard.journal.disk;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Whatever bytes a segment has, it is read without harm, and nothing is served that was not stored. Fuzzed with
/// `JAZZER_FUZZ=1`; an ordinary run takes the inputs that are kept beside it.
class SegmentFuzzTest {
    private static final JournalOptions TINY = new JournalOptions(Sync.FORCE, Retention.ALL, 64 << 10, 0, 4 << 10, 0);
    private static final List<String> STORED =
            IntStream.range(0, 8).mapToObj(i -> i + ":" + "m".repeat(i * 20)).toList();
    private static final String SEGMENT = "0000000001.segment";
    private static final int RECORDS_AT = 1024;
    private static final Map<String, byte[]> FILES = files();

    private static Map<String, byte[]> files() {
        ForgetfulDisk disk = new ForgetfulDisk();
        try (Opened opened = new Opened(disk, TINY)) {
            for (String stored : STORED) {
                opened.store("main", stored.substring(stored.indexOf(':') + 1));
            }
        }
        return disk.files();
    }

    /// The whole file is anything.
    @FuzzTest
    void aSegmentOfAnyBytesServesNothing(byte[] bytes) throws IOException {
        Map<String, byte[]> files = new TreeMap<>(FILES);
        files.put(SEGMENT, bytes);
        assertThat(served(files)).isEmpty();
    }

    /// Behind a good header, and a part of the records, comes anything.
    @FuzzTest
    void whatFollowsGoodRecordsIsNotServed(byte[] bytes) throws IOException {
        byte[] good = FILES.getOrDefault(SEGMENT, new byte[0]);
        int kept = RECORDS_AT + (bytes.length == 0 ? 0 : (bytes[0] & 0xff) * 4);
        byte[] spliced = Arrays.copyOf(good, Math.max(good.length, kept + bytes.length));
        System.arraycopy(bytes, 0, spliced, Math.min(kept, spliced.length - bytes.length), bytes.length);
        Map<String, byte[]> files = new TreeMap<>(FILES);
        files.put(SEGMENT, spliced);
        assertThat(STORED).containsAll(served(files));
    }

    private static List<String> served(Map<String, byte[]> files) throws IOException {
        ForgetfulDisk disk = new ForgetfulDisk(files);
        Verification.of(disk, problem -> {});
        try (Opened opened = new Opened(disk, TINY)) {
            List<String> read = opened.readAll();
            opened.store("main", "more");
            return read.stream().filter(each -> each.contains(":")).toList();
        }
    }
}
