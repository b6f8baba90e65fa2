package dev.switchboard.journal.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The disk refuses to write or to force: everyone is told, nothing stored is lost, and it goes on when it can.
class DiskFailureTest {
    private final ForgetfulDisk disk = new ForgetfulDisk();

    private List<String> afterPowerCut() {
        var outage = new Outage(disk.log(), disk.operations(), Outage.Kept.NOTHING);
        try (Opened opened = new Opened(new ForgetfulDisk(outage.files()), Opened.SMALL)) {
            assertThat(opened.events).isEmpty();
            return opened.readAll();
        }
    }

    private List<String> afterKill() {
        try (Opened opened = new Opened(new ForgetfulDisk(disk.files()), Opened.SMALL)) {
            return opened.readAll();
        }
    }

    @Test
    void aFullDiskRefusesAndStoresAgainWhenThereIsRoom() {
        try (Opened opened = new Opened(disk, Opened.SMALL)) {
            opened.store("main", "a", "b");
            disk.free(10);
            String full = "the disk is full: free some space and send again";
            assertThat(opened.append(Batches.of("main", "lost")).problem()).isEqualTo(full);
            assertThat(opened.append(Batches.of("main", "lost too")).problem()).isEqualTo(full);
            assertThat(opened.append(Batches.barrier()).await().isStored()).isTrue();
            assertThat(opened.readAll()).containsExactly("0:a", "1:b");
            assertThat(afterPowerCut()).containsExactly("0:a", "1:b");
            assertThat(afterKill()).containsExactly("0:a", "1:b");
            disk.free(Long.MAX_VALUE);
            opened.store("main", "c");
            assertThat(opened.readAll()).containsExactly("0:a", "1:b", "2:c");
            assertThat(afterPowerCut()).containsExactly("0:a", "1:b", "2:c");
            assertThat(opened.events).containsExactly(new JournalEvent.Refusing(full), new JournalEvent.Storing());
            assertThat(opened.journal.waitingBytes()).isZero();
        }
    }

    @Test
    void aFullDiskThatFillsAtAnyByteLosesNothingStored() {
        for (int room = 0; room < 340; room++) {
            fill(new ForgetfulDisk(), room, 9);
        }
        for (int room = 0; room < 3 * Disk.BLOCK_BYTES; room += 31) {
            fill(ForgetfulDisk.inBlocks(), room, 3000);
        }
    }

    /// Stores messages of this length while there is room, and one when there is again.
    private static void fill(ForgetfulDisk disk, int room, int length) {
        Recording recording = new Recording(disk);
        try (Opened opened = new Opened(recording.disk, Opened.SMALL)) {
            recording.disk.free(room);
            for (int i = 0; i < 5; i++) {
                recording.append(opened, Batches.of("main", i + "m".repeat(length)));
                recording.settle();
            }
            recording.disk.free(Long.MAX_VALUE);
            recording.append(opened, Batches.of("main", "at last"));
            recording.settle();
            assertThat(recording.refused()).isPositive();
            List<String> stored = new ArrayList<>();
            recording.storedBy(Integer.MAX_VALUE - 1).forEach((offset, text) -> stored.add(offset + ":" + text));
            assertThat(stored).last().asString().endsWith("at last");
            assertThat(opened.readAll()).isEqualTo(stored);
            try (Opened after = new Opened(new ForgetfulDisk(recording.disk.files()), Opened.SMALL)) {
                assertThat(after.readAll()).as("room for %d", room).isEqualTo(stored);
            }
        }
    }

    @Test
    void aFailedWriteThatSpoilsItsBlockTakesNothingStoredWithIt() {
        disk.inBlocks(true);
        try (Opened opened = new Opened(disk, Opened.SMALL)) {
            opened.store("main", "a", "b");
            disk.failWriteAfter(0);
            opened.append(Batches.of("main", "lost")).problem();
            assertThat(opened.readAll()).containsExactly("0:a", "1:b");
            assertThat(afterPowerCut()).containsExactly("0:a", "1:b");
            assertThat(afterKill()).containsExactly("0:a", "1:b");
        }
    }

    @Test
    void afterAFailedForceTheSegmentIsNotWrittenToAgain() {
        try (Opened opened = new Opened(disk, Opened.SMALL)) {
            opened.store("main", "a");
            disk.failForceAfter(0);
            assertThat(opened.append(Batches.of("main", "lost")).problem())
                    .isEqualTo("the journal cannot be written (Input/output error): send again later");
            opened.store("main", "b");
            assertThat(opened.readAll()).containsExactly("0:a", "1:b");
            assertThat(FileNames.segmentNumbers(disk.list())).containsExactly(1L, 2L);
        }
        assertThat(afterPowerCut()).containsExactly("0:a", "1:b");
        assertThat(afterKill()).containsExactly("0:a", "1:b");
    }

    @Test
    void whatWasRefusedIsNotServedLaterEvenWhereItCannotBeTakenAway() {
        try (Opened opened = new Opened(disk, Opened.SMALL)) {
            opened.store("main", "a");
            disk.failForceAfter(0);
            disk.failTruncate(true);
            opened.append(Batches.of("main", "refused")).problem();
            opened.store("main", "b");
            assertThat(opened.readAll()).containsExactly("0:a", "1:b");
            disk.failTruncate(false);
            assertThat(afterKill()).containsExactly("0:a", "1:b");
        }
        assertThat(afterKill()).containsExactly("0:a", "1:b");
    }

    @Test
    void everyWriteAndEveryForceOfARunMayFail() {
        for (int failing = 0; failing < 40; failing++) {
            for (boolean inBlocks : List.of(false, true)) {
                fail(new ForgetfulDisk().inBlocks(inBlocks), failing, false);
                fail(new ForgetfulDisk().inBlocks(inBlocks), failing, true);
            }
        }
    }

    /// Stores messages while one write, or one force, fails.
    private static void fail(ForgetfulDisk disk, int failing, boolean force) {
        Recording recording = new Recording(disk);
        JournalOptions options = new JournalOptions(Sync.FORCE, Retention.ALL, 4 << 10, 0, 4 << 10, 0);
        try (Opened opened = new Opened(recording.disk, options)) {
            if (force) {
                recording.disk.failForceAfter(failing);
            } else {
                recording.disk.failWriteAfter(failing);
            }
            for (int i = 0; i < 12; i++) {
                recording.append(opened, Batches.from("p", i + "z".repeat(700)));
                recording.settle();
                opened.append(Batches.from("p")).await(); // begins anew after a refusal
            }
        }
        List<String> stored = new ArrayList<>();
        recording.storedBy(Integer.MAX_VALUE - 1).forEach((offset, text) -> stored.add(offset + ":" + text));
        assertThat(recording.refused()).isLessThanOrEqualTo(1);
        for (Outage.Kept kept : List.of(Outage.Kept.NOTHING, Outage.Kept.EVERYTHING)) {
            var outage = new Outage(recording.disk.log(), recording.disk.operations(), kept);
            try (Opened after = new Opened(new ForgetfulDisk(outage.files()), options)) {
                assertThat(after.readAll())
                        .as("failing %d, force %s", failing, force)
                        .isEqualTo(stored);
                assertThat(after.journal.producerCount(new dev.switchboard.message.ProducerId("p")))
                        .isEqualTo(stored.size());
            }
        }
    }

    @Test
    void aSegmentThatCannotBeBegunDoesNotCutOffTheOneBefore() {
        JournalOptions tiny = new JournalOptions(Sync.FORCE, Retention.ALL, 4 << 10, 0, 4 << 10, 0);
        try (Opened opened = new Opened(disk, tiny)) {
            opened.store("main", "x".repeat(2000));
            disk.failForceAfter(0); // The next segment's header.
            assertThat(opened.append(Batches.of("main", "y".repeat(2000))).problem())
                    .contains("error");
            opened.store("main", "small");
            assertThat(afterPowerCut()).hasSize(2).last().isEqualTo("1:small");
            assertThat(afterKill()).hasSize(2).last().isEqualTo("1:small");
        }
    }
}
