package dev.switchboard.journal.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.switchboard.journal.JournalReader;
import dev.switchboard.message.Batch;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.ProducerId;
import dev.switchboard.message.Sender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The journal on a real file system.
class DiskJournalTest {
    @TempDir
    Path directory;

    private Opened open() throws IOException {
        return new Opened(PathDisk.in(directory), Opened.SMALL);
    }

    @Test
    void aNewJournalIsEmpty() throws IOException {
        try (Opened opened = open()) {
            assertThat(opened.journal.startOffset()).isZero();
            assertThat(opened.journal.endOffset()).isZero();
            assertThat(opened.readAll()).isEmpty();
            assertThat(opened.journal.lastOffset(ChannelName.MAIN, 10)).isZero();
            assertThat(opened.journal.offsetAt(0)).isZero();
        }
    }

    @Test
    void whatWasStoredIsReadInOrderAndAfterAnotherStart() throws IOException {
        try (Opened opened = open()) {
            assertThat(opened.append(Batches.of("main", "a", "", "c")).offset()).isZero();
            assertThat(opened.append(Batches.of("other", "d")).offset()).isEqualTo(3);
            assertThat(opened.readAll()).containsExactly("0:a", "1:", "2:c", "3:d");
        }
        try (Opened opened = open()) {
            assertThat(opened.append(Batches.of("main", "e")).offset()).isEqualTo(4);
            assertThat(opened.readAll()).containsExactly("0:a", "1:", "2:c", "3:d", "4:e");
            assertThat(opened.read(null, 2)).containsExactly("2:c", "3:d", "4:e");
            assertThat(opened.read(ChannelName.MAIN, 0)).containsExactly("0:a", "1:", "2:c", "4:e");
            assertThat(opened.events).isEmpty();
        }
    }

    @Test
    void aMessageKeepsAllThatItCameWith() throws IOException {
        byte[] raw = {0, (byte) 0xff, '\n', 7, 0};
        Batch sent = new Batch(
                Batches.channel("@connections"),
                new Sender("Zoë:1"),
                new ProducerId("p-1"),
                -5,
                raw,
                new int[] {2, 5},
                2);
        try (Opened opened = open()) {
            opened.append(sent).offset();
        }
        try (Opened opened = open();
                JournalReader reader = opened.journal.read(null, 0)) {
            var found = (JournalReader.Found.Messages) reader.next(1).getFirst();
            Batch read = found.batch().batch();
            assertThat(read.channel()).isEqualTo(sent.channel());
            assertThat(read.sender()).isEqualTo(sent.sender());
            assertThat(read.producer()).isEqualTo(sent.producer());
            assertThat(read.epochMicros()).isEqualTo(-5);
            assertThat(read.count()).isEqualTo(2);
            assertThat(read.payloads()).isEqualTo(raw);
            assertThat(read.end(0)).isEqualTo(2);
        }
    }

    @Test
    void everyoneIsToldInTheOrderOfAppendingAlsoBarriers() throws IOException {
        List<String> order = new ArrayList<>();
        try (Opened opened = open()) {
            for (int i = 0; i < 100; i++) {
                String name = i % 3 == 0 ? "barrier" : "message" + i;
                Batch batch = i % 3 == 0 ? Batches.barrier() : Batches.of("main", name);
                opened.journal.append(new Ordered(batch, () -> order.add(name)));
            }
            opened.append(Batches.barrier()).await();
        }
        assertThat(order).hasSize(100).startsWith("barrier", "message1", "message2", "barrier", "message4");
        try (Opened opened = open()) {
            assertThat(opened.journal.endOffset()).isEqualTo(66);
        }
    }

    private record Ordered(Batch batch, Runnable whenTold) implements dev.switchboard.journal.Publication {
        @Override
        public void stored(dev.switchboard.message.StoredBatch stored) {
            whenTold.run();
        }

        @Override
        public void refused(String problem) {
            throw new AssertionError(problem);
        }
    }

    @Test
    void aSecondServerIsRefusedUntilTheFirstIsGone() throws IOException {
        Opened first = open();
        assertThatThrownBy(this::open)
                .hasRootCauseInstanceOf(JournalInUseException.class)
                .rootCause()
                .hasMessage("another server uses the journal in " + directory);
        assertThatThrownBy(this::open).hasRootCauseInstanceOf(JournalInUseException.class);
        first.close();
        open().close();
    }

    @Test
    void eachSegmentIsFollowedByOneThatWasWrittenAheadTwiceAsLarge() throws IOException {
        var options = new JournalOptions(Sync.FORCE, Retention.ALL, 64 << 10, 16 << 10, 64 << 10, 0);
        Path spare = directory.resolve(FileNames.SPARE);
        try (Opened opened = new Opened(PathDisk.in(directory), options)) {
            assertThat(sizeOfSegment(1)).isEqualTo(16 << 10);
            opened.store("main", "x".repeat(1000));
            assertThat(spare).doesNotExist();
            opened.store("main", "x".repeat(8000));
            await().until(() -> Files.exists(spare) && Files.size(spare) == 32 << 10);
            await().until(() -> {
                opened.store("main", "x".repeat(1000));
                return Files.exists(directory.resolve(FileNames.segment(2)));
            });
            assertThat(sizeOfSegment(2)).isEqualTo(32 << 10);
            assertThat(spare).doesNotExist();
        }
    }

    @Test
    void aSpareThatFailsIsNotTriedAgainWithEveryGroup() throws IOException {
        var options = new JournalOptions(Sync.FORCE, Retention.ALL, 64 << 10, 16 << 10, 64 << 10, 0);
        ForgetfulDisk disk = new ForgetfulDisk();
        Opened opened = new Opened(disk, options);
        disk.free(8 << 10); // Messages go into the zeros that are there.
        opened.store("main", "x".repeat(8000));
        await().until(() -> !opened.events.isEmpty());
        for (int i = 0; i < 20; i++) {
            opened.store("main", "y");
        }
        opened.close();
        assertThat(opened.events).singleElement().isInstanceOf(JournalEvent.UpkeepFailed.class);
    }

    private long sizeOfSegment(long number) throws IOException {
        return Files.size(directory.resolve(FileNames.segment(number)));
    }

    @Test
    void segmentsFollowOneAnotherAndAreReadAsOne() throws IOException {
        List<String> expected = new ArrayList<>();
        try (Opened opened = open()) {
            for (int i = 0; i < 60; i++) {
                String text = "x".repeat(5000) + i;
                expected.add(i + ":" + text);
                opened.store(i % 20 == 7 ? "quiet" : "busy", text);
            }
            assertThat(opened.readAll()).isEqualTo(expected);
            assertThat(opened.read(Batches.channel("quiet"), 0))
                    .containsExactly(expected.get(7), expected.get(27), expected.get(47));
        }
        assertThat(FileNames.segmentNumbers(new PathDisk(directory).list())).hasSizeGreaterThan(4);
        assertThat(FileNames.indexNumbers(new PathDisk(directory).list())).hasSizeGreaterThan(3);
        try (Opened opened = open()) {
            assertThat(opened.readAll()).isEqualTo(expected);
            assertThat(opened.read(Batches.channel("quiet"), 8)).containsExactly(expected.get(27), expected.get(47));
            assertThat(opened.read(Batches.channel("never"), 0)).isEmpty();
            assertThat(opened.journal.lastOffset(Batches.channel("quiet"), 2)).isEqualTo(27);
            assertThat(opened.journal.lastOffset(Batches.channel("quiet"), 9)).isEqualTo(7);
            assertThat(opened.journal.lastOffset(Batches.channel("busy"), 1)).isEqualTo(59);
            assertThat(opened.journal.lastOffset(Batches.channel("never"), 1)).isEqualTo(60);
        }
    }

    @Test
    void aMissingIndexIsMadeAnew() throws IOException {
        try (Opened opened = open()) {
            for (int i = 0; i < 30; i++) {
                opened.store(i == 3 ? "quiet" : "busy", "x".repeat(5000) + i);
            }
        }
        Files.delete(directory.resolve(FileNames.index(1)));
        try (Opened opened = open()) {
            assertThat(opened.events).containsExactly(new JournalEvent.Rebuilt(FileNames.index(1)));
            assertThat(opened.read(Batches.channel("quiet"), 0)).hasSize(1);
            assertThat(opened.readAll()).hasSize(30);
        }
    }

    @Test
    void producersAreCountedAcrossStarts() throws IOException {
        ProducerId p = new ProducerId("p");
        try (Opened opened = open()) {
            opened.append(Batches.from("p", "1", "2"));
            opened.append(Batches.from("q", "1"));
            opened.append(Batches.from("p", "3"));
            opened.append(Batches.barrier()).await();
            assertThat(opened.journal.producerCount(p)).isEqualTo(3);
            for (int i = 0; i < 30; i++) {
                opened.store("busy", "x".repeat(5000));
            }
        }
        try (Opened opened = open()) {
            assertThat(opened.journal.producerCount(p)).isEqualTo(3);
            assertThat(opened.journal.producerCount(new ProducerId("q"))).isEqualTo(1);
            assertThat(opened.journal.producerCount(new ProducerId("r"))).isZero();
            opened.append(Batches.from("p", "4")).await();
            assertThat(opened.journal.producerCount(p)).isEqualTo(4);
        }
    }

    @Test
    void anOffsetIsFoundByTime() throws IOException {
        try (Opened opened = open()) {
            for (int i = 0; i < 60; i++) {
                opened.append(Batches.at(1000 + i * 10, "main", "x".repeat(5000)))
                        .offset();
            }
            assertThat(opened.journal.offsetAt(0)).isZero();
            assertThat(opened.journal.offsetAt(1000)).isZero();
            assertThat(opened.journal.offsetAt(1001)).isEqualTo(1);
            assertThat(opened.journal.offsetAt(1430)).isEqualTo(43);
            assertThat(opened.journal.offsetAt(1590)).isEqualTo(59);
            assertThat(opened.journal.offsetAt(1591)).isEqualTo(60);
        }
    }

    @Test
    void aBatchLargerThanAGroupOrASegmentIsStored() throws IOException {
        String large = "y".repeat(300_000);
        try (Opened opened = open()) {
            opened.store("main", "a", large, "b");
        }
        try (Opened opened = open()) {
            assertThat(opened.readAll()).containsExactly("0:a", "1:" + large, "2:b");
        }
    }

    @Test
    void aBatchThatIsTooLargeIsRefusedAndTakesNoOffset() throws IOException {
        try (Opened opened = open()) {
            byte[] payload = new byte[RecordFormat.LENGTH_MAX];
            Told told = opened.append(Batch.of(ChannelName.MAIN, Batches.SENDER, 0, payload));
            assertThat(told.problem()).contains("too much for one batch").contains("64 MiB");
            assertThat(opened.append(Batches.of("main", "a")).offset()).isZero();
            assertThat(opened.journal.waitingBytes()).isZero();
        }
    }

    @Test
    void afterTheCloseEveryoneIsRefused() throws IOException {
        Opened opened = open();
        Told before = opened.append(Batches.of("main", "a"));
        opened.close();
        assertThat(before.isStored()).isTrue();
        assertThat(opened.append(Batches.of("main", "b")).problem()).contains("stopping");
        assertThat(opened.journal.waitingBytes()).isZero();
    }

    @Test
    void aReaderFollowsWhatIsAppended() throws IOException {
        try (Opened opened = open();
                JournalReader reader = opened.journal.read(Batches.channel("b"), 1)) {
            assertThat(reader.next(1000)).isEmpty();
            opened.store("b", "0", "1", "2");
            assertThat(reader.next(1)).hasSize(1);
            assertThat(reader.offset()).isEqualTo(2);
            assertThat(reader.next(1000)).hasSize(1);
            opened.store("a", "3");
            assertThat(reader.next(1000)).isEmpty();
            assertThat(reader.offset()).isEqualTo(4);
            opened.store("b", "4");
            assertThat(reader.next(1000)).hasSize(1);
        }
    }
}
