package dev.switchboard.journal.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.message.Batch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever verifies while a server writes finds no fault with what is not finished.
@Timeout(120)
class VerifyBesideWritersTest {
    private static final int ROUNDS = 100;
    private static final int AHEAD_MAX = 50;
    private static final Batch MESSAGES = Batches.of("main", "a", "b".repeat(300), "c".repeat(5_000));

    @TempDir
    Path directory;

    private volatile boolean enough;

    @ParameterizedTest
    @ValueSource(ints = {0, 16 << 10})
    void nothingIsWrongWithSegmentsThatComeAndGo(int frameBytes) throws Exception {
        var retention = new Retention(Duration.ofDays(1), 4 << 20);
        verifyWhileWriting(new JournalOptions(Sync.NONE, retention, 256 << 10, 64 << 10, 64 << 10, frameBytes));
    }

    @Test
    void nothingIsWrongWithOneLongSegment() throws Exception {
        var retention = new Retention(Duration.ofDays(1), 64 << 20);
        verifyWhileWriting(new JournalOptions(Sync.FORCE, retention, 32 << 20, 8 << 20, 1 << 20, 0));
    }

    private void verifyWhileWriting(JournalOptions options) throws Exception {
        List<Problem> problems = new CopyOnWriteArrayList<>();
        try (Opened opened = new Opened(PathDisk.in(directory), options)) {
            Thread writer = Thread.ofPlatform().start(() -> write(opened));
            for (int round = 0; round < ROUNDS; round++) {
                Verification.of(new PathDisk(directory), problems::add);
                StoredJournal stored = StoredJournal.open(new PathDisk(directory));
                assertThat(stored.startOffset()).isLessThanOrEqualTo(stored.endOffset());
            }
            enough = true;
            writer.join();
            assertThat(opened.journal.endOffset()).isPositive();
        }
        assertThat(problems).isEmpty();
    }

    private void write(Opened opened) {
        Semaphore window = new Semaphore(AHEAD_MAX);
        while (!enough) {
            opened.append(MESSAGES, window);
        }
    }
}
