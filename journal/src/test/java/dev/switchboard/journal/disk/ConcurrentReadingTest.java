package dev.switchboard.journal.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.journal.JournalReader;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.Missing;
import dev.switchboard.message.StoredBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Many write and read at once, over many segments, while old ones are removed.
@Timeout(120)
class ConcurrentReadingTest {
    private static final int WRITERS = 4;
    private static final int BATCHES = 2000;
    private static final int PER_BATCH = 3;
    private static final long END = (long) WRITERS * BATCHES * PER_BATCH;

    @TempDir
    Path directory;

    @Test
    void everyReaderIsToldOfEveryOffsetOnceAndInOrder() throws Exception {
        readWhileWriting(Retention.ALL);
    }

    @Test
    void alsoWhileSegmentsAreRemovedUnderTheReaders() throws Exception {
        readWhileWriting(new Retention(Duration.ofDays(1), 100_000));
    }

    private void readWhileWriting(Retention retention) throws Exception {
        var options = new JournalOptions(Sync.NONE, retention, 32 << 10, 16 << 10, 16 << 10, 0);
        try (Opened opened = new Opened(PathDisk.in(directory), options);
                var threads = Executors.newCachedThreadPool()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                String name = "writer" + i;
                all.add(threads.submit(() -> write(opened, name)));
                all.add(threads.submit(reading(opened, null)));
                all.add(threads.submit(reading(opened, Batches.channel(name))));
            }
            for (Future<?> each : all) {
                each.get();
            }
            assertThat(opened.events).allMatch(event -> event instanceof JournalEvent.Removed);
            assertThat(opened.journal.endOffset()).isEqualTo(END);
        }
        try (Opened opened = new Opened(PathDisk.in(directory), Opened.SMALL)) {
            assertThat(opened.events).isEmpty();
            assertThat(opened.journal.endOffset()).isEqualTo(END);
        }
    }

    private static void write(Opened opened, String name) {
        Semaphore window = new Semaphore(10);
        for (int i = 0; i < BATCHES; i++) {
            String text = name + " " + i;
            opened.append(Batches.of(name, text + " a", text + " b".repeat(100), text + " c"), window);
        }
    }

    private static Callable<Long> reading(Opened opened, @Nullable ChannelName channel) {
        return () -> {
            long count = 0;
            long next = 0;
            try (JournalReader reader = opened.journal.read(channel, 0)) {
                while (reader.offset() < END) {
                    List<JournalReader.Found> all = reader.next(10_000);
                    if (all.isEmpty()) {
                        opened.awaitMoreThan(Math.min(reader.offset(), END - 1)); // others fill the rest
                    }
                    for (JournalReader.Found found : all) {
                        long from = from(found);
                        if (channel == null) {
                            assertThat(from).isEqualTo(next);
                        } else {
                            assertThat(from).isGreaterThanOrEqualTo(next);
                        }
                        next = to(found, channel);
                        count += found instanceof JournalReader.Found.Messages ? PER_BATCH : 0;
                    }
                }
                if (opened.journal.startOffset() == 0) {
                    assertThat(count).isEqualTo(channel == null ? END : END / WRITERS);
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return count;
        };
    }

    private static long from(JournalReader.Found found) {
        return switch (found) {
            case JournalReader.Found.Messages(StoredBatch batch) -> batch.start();
            case JournalReader.Found.Gap(Missing missing) -> missing.from();
        };
    }

    private static long to(JournalReader.Found found, @Nullable ChannelName channel) {
        return switch (found) {
            case JournalReader.Found.Messages(StoredBatch batch) -> {
                if (channel != null) {
                    assertThat(batch.batch().channel()).isEqualTo(channel);
                }
                assertThat(batch.count()).isEqualTo(PER_BATCH);
                yield batch.end();
            }
            case JournalReader.Found.Gap(Missing missing) -> {
                assertThat(missing.cause()).isEqualTo(Missing.Cause.RETENTION);
                yield missing.to();
            }
        };
    }
}
