package dev.switchboard.journal.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Of an index, the start learns what is true of the whole segment; the rest is looked at when somebody reads there.
class LazyIndexTest {
    private static final int BATCHES = 30;

    private static ForgetfulDisk journal() {
        ForgetfulDisk disk = new ForgetfulDisk();
        try (Opened opened = new Opened(disk, Opened.SMALL)) {
            for (int i = 0; i < BATCHES; i++) {
                opened.store(i == 3 ? "quiet" : "busy", "x".repeat(5000) + i);
            }
        }
        return disk;
    }

    private static void replaceIndex(ForgetfulDisk disk, ByteBuffer content) throws IOException {
        CheckedFile.write(disk, FileNames.index(1), content);
    }

    private static ByteBuffer index(ForgetfulDisk disk) throws IOException {
        return CheckedFile.read(disk, FileNames.index(1)).orElseThrow();
    }

    @Test
    void aSummaryIsThatOfTheWholeIndex() throws IOException {
        ForgetfulDisk disk = journal();
        ChannelIds ids = new ChannelIds();
        SegmentHeader header = StoredSegment.list(disk).getFirst().header().orElseThrow();
        IndexFile whole = IndexFile.read(disk, header, ids).orElseThrow();
        IndexSummary summary = IndexSummary.read(disk, header, ids).orElseThrow();
        assertThat(summary.withoutProducers())
                .usingRecursiveComparison()
                .isEqualTo(IndexSummary.of(whole).withoutProducers());
        assertThat(summary.producers().all()).isEqualTo(whole.producers().all());
    }

    @Test
    void blocksThatCannotBeCostNoMessage() throws IOException {
        ForgetfulDisk disk = journal();
        ByteBuffer content = index(disk);
        int lastChannel = content.limit() - Integer.BYTES;
        content.putInt(lastChannel, 99);
        replaceIndex(disk, content);
        try (Opened opened = new Opened(disk, Opened.SMALL)) {
            assertThat(opened.readAll()).hasSize(BATCHES);
            assertThat(opened.read(Batches.channel("quiet"), 0)).hasSize(1);
            assertThat(opened.journal.lastOffset(Batches.channel("busy"), BATCHES))
                    .isZero();
        }
    }

    @Test
    void blocksThatEndTooSoonOrTooLateCostNoMessage() throws IOException {
        Map<String, byte[]> files = journal().files();
        for (int more : new int[] {-Integer.BYTES, Integer.BYTES}) {
            ForgetfulDisk disk = new ForgetfulDisk(files);
            ByteBuffer content = index(disk);
            ByteBuffer changed = ByteBuffer.allocate(content.remaining() + more);
            changed.put(content.slice(0, Math.min(content.limit(), changed.limit())))
                    .clear();
            replaceIndex(disk, changed);
            try (Opened opened = new Opened(disk, Opened.SMALL)) {
                assertThat(opened.readAll()).hasSize(BATCHES);
                assertThat(opened.read(Batches.channel("quiet"), 0)).hasSize(1);
            }
        }
    }

    @Test
    void anIndexOfTheFirstVersionIsReadAsItIs() throws IOException {
        ForgetfulDisk disk = journal();
        ChannelIds ids = new ChannelIds();
        SegmentHeader header = StoredSegment.list(disk).getFirst().header().orElseThrow();
        IndexFile index = IndexFile.read(disk, header, ids).orElseThrow();
        IndexSummary summary = IndexSummary.read(disk, header, ids).orElseThrow();
        ByteBuffer old = index.content(ids, IndexFile.VERSION_WITHOUT_DAMAGE);
        assertThat(old.remaining()).isLessThan(index.content(ids).remaining());
        replaceIndex(disk, old);
        assertThat(IndexSummary.read(disk, header, ids).orElseThrow().withoutProducers())
                .usingRecursiveComparison()
                .isEqualTo(summary.withoutProducers());
        List<Problem> problems = new ArrayList<>();
        Verification.atRest(disk, problems::add);
        assertThat(problems).isEmpty();
        try (Opened opened = new Opened(disk, Opened.SMALL)) {
            assertThat(opened.events).isEmpty();
            assertThat(opened.readAll()).hasSize(BATCHES);
        }
    }

    @Test
    void anOldIndexThatEndsTooSoonIsMadeAnew() throws IOException {
        ForgetfulDisk disk = journal();
        ChannelIds ids = new ChannelIds();
        SegmentHeader header = StoredSegment.list(disk).getFirst().header().orElseThrow();
        ByteBuffer old = IndexFile.read(disk, header, ids).orElseThrow().content(ids, IndexFile.VERSION_WITHOUT_DAMAGE);
        replaceIndex(disk, old.limit(old.limit() - Integer.BYTES));
        try (Opened opened = new Opened(disk, Opened.SMALL)) {
            assertThat(opened.events).containsExactly(new JournalEvent.Rebuilt(FileNames.index(1)));
            assertThat(opened.readAll()).hasSize(BATCHES);
        }
    }
}
