package dev.switchboard.journal.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.journal.JournalReader;
import dev.switchboard.message.ProducerId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Old segments are removed, whole, and whoever reads there is told.
class RetentionTest {
    private static final long HOUR_MICROS = 3_600_000_000L;

    private final ForgetfulDisk disk = new ForgetfulDisk();

    private static JournalOptions keep(Duration age, long bytes) {
        return new JournalOptions(Sync.FORCE, new Retention(age, bytes), 4 << 10, 0, 4 << 10, 0);
    }

    private static void fill(Opened opened, int messages) {
        for (int i = 0; i < messages; i++) {
            opened.append(Batches.at(opened.micros.get(), i % 5 == 0 ? "rare" : "main", i + "x".repeat(900)))
                    .offset();
        }
    }

    /// Waits until the indexes of all full segments are written and old segments removed.
    private static void tidy(Opened opened) {
        opened.journal.tidyNow();
    }

    @Test
    void moreThanTheLimitInBytesIsRemovedOldestFirst() throws IOException {
        try (Opened opened = new Opened(disk, keep(Duration.ofDays(1), 10_000))) {
            fill(opened, 40);
            tidy(opened);
            long start = opened.journal.startOffset();
            assertThat(start).isBetween(28L, 34L);
            assertThat(opened.journal.endOffset()).isEqualTo(40);
            assertThat(opened.readAll()).hasSize((int) (40 - start) + 1).first().isEqualTo("0-" + start + " RETENTION");
            assertThat(opened.read(Batches.channel("rare"), 3)).first().isEqualTo("3-" + start + " RETENTION");
            assertThat(opened.journal.lastOffset(Batches.channel("rare"), 100)).isGreaterThanOrEqualTo(start);
            assertThat(disk.files().values().stream()
                            .mapToInt(bytes -> bytes.length)
                            .sum())
                    .isLessThan(15_000);
        }
        try (Opened opened = new Opened(disk, Opened.SMALL)) {
            assertThat(opened.journal.startOffset()).isBetween(28L, 34L);
            assertThat(opened.events).isEmpty();
        }
    }

    @Test
    void whatIsOlderThanTheLimitIsRemovedButNotTheSegmentInUse() {
        try (Opened opened = new Opened(disk, keep(Duration.ofHours(2), Long.MAX_VALUE), HOUR_MICROS)) {
            fill(opened, 10);
            opened.micros.addAndGet(HOUR_MICROS);
            fill(opened, 10);
            tidy(opened);
            assertThat(opened.journal.startOffset()).isZero();
            opened.micros.addAndGet(HOUR_MICROS + 1);
            tidy(opened);
            assertThat(opened.journal.startOffset()).isBetween(7L, 10L);
            opened.micros.addAndGet(100 * HOUR_MICROS);
            tidy(opened);
            assertThat(opened.journal.startOffset()).isBetween(16L, 19L);
            assertThat(opened.events).allMatch(event -> event instanceof JournalEvent.Removed);
        }
    }

    @Test
    void aReaderInARemovedSegmentReadsItToItsEndOrIsToldOfTheGap() throws IOException {
        try (Opened opened = new Opened(disk, keep(Duration.ofHours(1), Long.MAX_VALUE))) {
            fill(opened, 20);
            try (JournalReader reader = opened.journal.read(null, 0)) {
                List<String> told = new ArrayList<>();
                reader.next(1).forEach(found -> told.addAll(Opened.words(found)));
                opened.micros.addAndGet(10 * HOUR_MICROS);
                tidy(opened);
                long start = opened.journal.startOffset();
                assertThat(start).isPositive();
                for (var found = reader.next(1); !found.isEmpty(); found = reader.next(1)) {
                    found.forEach(each -> told.addAll(Opened.words(each)));
                }
                assertThat(told).first().asString().startsWith("0:");
                assertThat(told).filteredOn(each -> each.endsWith("RETENTION")).hasSize(1);
                assertThat(told).last().asString().startsWith("19:");
            }
        }
    }

    @Test
    void producersAreRememberedWhenTheirMessagesAreGone() {
        ProducerId producer = new ProducerId("p");
        try (Opened opened = new Opened(disk, keep(Duration.ofHours(1), Long.MAX_VALUE))) {
            opened.append(Batches.from("p", "1", "2", "3")).offset();
            fill(opened, 20);
            opened.micros.addAndGet(10 * HOUR_MICROS);
            tidy(opened);
            assertThat(opened.journal.startOffset()).isPositive();
        }
        var outage = new Outage(disk.log(), disk.operations(), Outage.Kept.NOTHING);
        try (Opened opened = new Opened(new ForgetfulDisk(outage.files()), Opened.SMALL)) {
            assertThat(opened.journal.producerCount(producer)).isEqualTo(3);
        }
    }

    @Test
    void whatCouldNotBeRemovedIsRemovedTheNextTimeAndTheFailureLeavesNoFile() {
        try (Opened opened = new Opened(disk, keep(Duration.ofHours(1), Long.MAX_VALUE))) {
            opened.append(Batches.from("p", "1", "2", "3")).offset();
            fill(opened, 20);
            tidy(opened);
            int before = segments();
            opened.micros.addAndGet(10 * HOUR_MICROS);
            disk.failWriteAfter(0); // of the producers to be remembered
            tidy(opened);
            assertThat(opened.events).hasExactlyElementsOfTypes(JournalEvent.UpkeepFailed.class);
            assertThat(segments()).isEqualTo(before);
            assertThat(disk.files().keySet()).noneMatch(name -> name.endsWith(FileNames.NEW));
            tidy(opened);
            assertThat(segments()).isEqualTo(1);
        }
    }

    @Test
    void whatIsRemovedWhileSomebodyReadsTheFilesIsNoDamage() throws IOException {
        try (Opened opened = new Opened(disk, keep(Duration.ofHours(1), Long.MAX_VALUE))) {
            fill(opened, 20);
            tidy(opened);
            StoredJournal stored = StoredJournal.open(disk);
            opened.micros.addAndGet(10 * HOUR_MICROS);
            tidy(opened);
            assertThat(segments()).isEqualTo(1);
            assertThat(Opened.read(stored, null, 0))
                    .noneMatch(each -> each.endsWith("DAMAGE"))
                    .first()
                    .asString()
                    .endsWith("RETENTION");
        }
    }

    private int segments() {
        return FileNames.segmentNumbers(List.copyOf(disk.files().keySet())).size();
    }

    @Test
    void thePowerMayBeCutWhileSegmentsAreRemoved() {
        try (Opened opened = new Opened(disk, keep(Duration.ofHours(1), Long.MAX_VALUE))) {
            opened.append(Batches.from("p", "1", "2", "3")).offset();
            fill(opened, 20);
            int before = disk.operations();
            opened.micros.addAndGet(10 * HOUR_MICROS);
            tidy(opened);
            for (int operations = before; operations <= disk.operations(); operations++) {
                for (Outage.Kept kept : List.of(Outage.Kept.NOTHING, Outage.Kept.EVERYTHING)) {
                    Map<String, byte[]> files = new Outage(disk.log(), operations, kept).files();
                    try (Opened after = new Opened(new ForgetfulDisk(files), Opened.SMALL)) {
                        assertThat(after.readAll()).last().asString().startsWith("22:");
                        assertThat(after.readAll()).noneMatch(each -> each.endsWith("DAMAGE"));
                        assertThat(after.journal.producerCount(new ProducerId("p")))
                                .isEqualTo(3);
                    }
                }
            }
        }
    }

    @Test
    void aSegmentThatSomebodyTookAwayIsDamage() {
        try (Opened opened = new Opened(disk, keep(Duration.ofDays(1), Long.MAX_VALUE))) {
            fill(opened, 20);
        }
        disk.delete(FileNames.segment(2));
        try (Opened opened = new Opened(disk, Opened.SMALL)) {
            assertThat(opened.readAll())
                    .filteredOn(each -> each.endsWith("DAMAGE"))
                    .hasSize(1);
            assertThat(opened.events).hasAtLeastOneElementOfType(JournalEvent.Damaged.class);
        }
    }
}
