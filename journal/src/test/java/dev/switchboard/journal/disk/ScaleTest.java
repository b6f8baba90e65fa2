package dev.switchboard.journal.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Thousands of channels in hundreds of segments: what is looked for is found without reading the rest. What is read is
/// counted, not the time that it takes.
class ScaleTest {
    private static final int CHANNELS = 4000;
    private static final int SEGMENTS_MIN = 200;
    private static final int SEGMENT_BYTES = 256 << 10;

    /// A quiet channel has a message in the first segment and one in the last.
    private static CountingDisk journal(JournalOptions options) throws IOException {
        return journal(options, new ForgetfulDisk());
    }

    private static CountingDisk journal(JournalOptions options, ForgetfulDisk stored) throws IOException {
        CountingDisk disk = new CountingDisk(stored);
        try (Opened opened = new Opened(disk, options)) {
            opened.store("quiet", "first");
            String text = "x".repeat(2000);
            int perSegment = SEGMENT_BYTES / text.length();
            for (int i = 0; i < (SEGMENTS_MIN + 1) * perSegment; i++) {
                opened.append(Batches.of("channel" + i * 7 % CHANNELS, text));
            }
            opened.store("quiet", "last");
            opened.journal.tidyNow();
            opened.journal.compressNow();
        }
        disk.takeRead();
        return disk;
    }

    private static JournalOptions options(int frameBytes) {
        return new JournalOptions(Sync.NONE, Retention.ALL, SEGMENT_BYTES, 0, 64 << 10, frameBytes);
    }

    private static long bytes(Map<String, Long> read) {
        return read.values().stream().mapToLong(Long::longValue).sum();
    }

    /// Only those of segments, without indexes.
    private static Map<String, Long> segments(Map<String, Long> read) {
        Map<String, Long> segments = new TreeMap<>(read);
        segments.keySet().removeIf(name -> !name.contains(".segment"));
        return segments;
    }

    @Test
    void aQuietChannelIsReadFromTwoSegments() throws IOException {
        readQuietChannel(options(0), 4 * OpenSegment.WINDOW_BYTES);
    }

    @Test
    void alsoFromCompressedSegments() throws IOException {
        readQuietChannel(options(64 << 10), 2 * OpenSegment.WINDOW_BYTES);
    }

    private static void readQuietChannel(JournalOptions options, long bytesMax) throws IOException {
        CountingDisk disk = journal(options);
        try (Opened opened = new Opened(disk, options)) {
            long end = opened.journal.endOffset();
            opened.journal.compressNow();
            disk.takeRead();
            assertThat(opened.read(Batches.channel("quiet"), 0)).containsExactly("0:first", end - 1 + ":last");
            Map<String, Long> read = disk.takeRead();
            assertThat(segments(read)).hasSize(2);
            assertThat(bytes(segments(read))).isLessThanOrEqualTo(bytesMax);
            assertThat(read.size() - segments(read).size()).isEqualTo(1);
            assertThat(opened.journal.lastOffset(Batches.channel("quiet"), 2)).isZero();
            assertThat(segments(disk.takeRead())).hasSize(2);
            assertThat(opened.read(Batches.channel("nobody"), 0)).isEmpty();
            assertThat(disk.takeRead()).isEmpty();
        }
    }

    @Test
    void openingReadsHeadersAndIndexesAndTheLastSegment() throws IOException {
        openAndCount(options(0), SegmentHeader.AREA_BYTES);
    }

    @Test
    void openingReadsOfCompressedSegmentsTheirTables() throws IOException {
        openAndCount(options(64 << 10), 2048);
    }

    private static void openAndCount(JournalOptions options, int bytesEach) throws IOException {
        ForgetfulDisk stored = new ForgetfulDisk();
        CountingDisk disk = journal(options, stored);
        try (Opened opened = new Opened(disk, options)) {
            opened.journal.compressNow();
            Map<String, Long> all = disk.takeRead();
            Map<String, Long> read = segments(all);
            assertThat(read).hasSizeGreaterThan(SEGMENTS_MIN);
            Map<String, byte[]> files = stored.files();
            for (long number : FileNames.indexNumbers(List.copyOf(files.keySet()))) {
                String index = FileNames.index(number);
                assertThat(all).containsEntry(index, (long) files.getOrDefault(index, new byte[0]).length);
            }
            String last = ((TreeMap<String, Long>) read).lastKey();
            read.remove(last);
            assertThat(read.values()).allMatch(bytes -> bytes <= bytesEach);
            assertThat(opened.events).isEmpty();
        }
    }
}
