package dev.switchboard.journal.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.journal.Publication;
import dev.switchboard.message.Batch;
import dev.switchboard.message.StoredBatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A lone publication is decided by the thread that asks for it; everything else by the committer's; never by two.
class LeaderTest {
    private static final int THREADS = 8;
    private static final int EACH = 2_000;

    private final ForgetfulDisk disk = new ForgetfulDisk();
    private final List<String> told = new CopyOnWriteArrayList<>();

    @TempDir
    Path directory;

    /// Says who told it, and may hold up whoever does.
    private record Naming(Batch batch, List<String> told, CountDownLatch begun, CountDownLatch mayEnd)
            implements Publication {
        @Override
        public void stored(StoredBatch stored) {
            told.add(stored.firstOffset() + " " + Thread.currentThread().getName());
            begun.countDown();
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void refused(String problem) {
            told.add(problem + ": " + Thread.currentThread().getName());
        }
    }

    private Naming naming(CountDownLatch begun, CountDownLatch mayEnd) {
        return new Naming(Batches.of("main", "a"), told, begun, mayEnd);
    }

    private Naming naming() {
        return naming(new CountDownLatch(1), new CountDownLatch(0));
    }

    private static Thread decide(Opened opened, Publication publication) {
        return Thread.ofPlatform().name("asker").start(() -> {
            opened.journal.enqueue(publication);
            opened.journal.decide();
        });
    }

    /// After a group of one, when the committer's thread sleeps again.
    private static Opened calm(Opened opened) {
        opened.store("main", "before");
        Thread committer = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("journal-committer"))
                .findFirst()
                .orElseThrow();
        await().until(() -> committer.getState() == Thread.State.WAITING);
        return opened;
    }

    @Test
    void aLonePublicationIsDecidedByItsOwnThreadBeforeItGoesOn() throws InterruptedException {
        try (Opened opened = calm(new Opened(disk, Opened.SMALL))) {
            decide(opened, naming()).join();
            assertThat(told).containsExactly("1 asker");
            assertThat(opened.journal.endOffset()).isEqualTo(2);
            assertThat(opened.journal.waitingBytes()).isZero();
            assertThat(opened.groups).hasValue(2);
            var outage = new Outage(disk.log(), disk.operations(), Outage.Kept.NOTHING);
            try (Opened after = new Opened(new ForgetfulDisk(outage.files()), Opened.SMALL)) {
                assertThat(after.readAll()).containsExactly("0:before", "1:a");
            }
        }
    }

    @Test
    void whatComesWhileOneLeadsIsDecidedByTheCommitterAfterIt() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (Opened opened = calm(new Opened(disk, Opened.SMALL))) {
            Thread first = decide(opened, naming(begun, mayEnd));
            begun.await();
            Naming second = naming();
            decide(opened, second).join();
            opened.journal.append(naming());
            assertThat(told).containsExactly("1 asker");
            mayEnd.countDown();
            first.join();
            second.begun.await();
            await().until(() -> told.size() == 3);
        }
        assertThat(told).containsExactly("1 asker", "2 journal-committer", "3 journal-committer");
    }

    @Test
    void closingWaitsForTheLeaderAndDecidesWhatCameMeanwhile() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        Opened opened = calm(new Opened(disk, Opened.SMALL));
        Thread leader = decide(opened, naming(begun, mayEnd));
        begun.await();
        opened.journal.append(naming());
        Thread closing = Thread.ofPlatform().start(opened::close);
        await().until(() -> closing.getState() == Thread.State.WAITING);
        assertThat(told).containsExactly("1 asker");
        mayEnd.countDown();
        closing.join();
        leader.join();
        assertThat(told).containsExactly("1 asker", "2 journal-committer");
        Told late = new Told(Batches.of("main", "late"));
        opened.journal.enqueue(late);
        opened.journal.decide();
        assertThat(late.problem()).isEqualTo(Problems.CLOSED);
        try (Opened after = new Opened(disk, Opened.SMALL)) {
            assertThat(after.readAll()).containsExactly("0:before", "1:a", "2:a");
            assertThat(after.events).isEmpty();
        }
    }

    @Test
    void aForceThatFailsUnderALeaderIsRefusedThereAndTheNextIsStored() throws InterruptedException {
        try (Opened opened = calm(new Opened(disk, Opened.SMALL))) {
            disk.failForceAfter(0);
            decide(opened, naming()).join();
            decide(opened, naming()).join();
            await().until(() -> told.size() == 2);
            assertThat(told.getFirst()).endsWith(": asker");
            assertThat(told.getLast()).isEqualTo("1 journal-committer"); // it makes a new segment
            assertThat(opened.readAll()).containsExactly("0:before", "1:a");
        }
    }

    @Test
    void anInterruptedThreadLeavesTheFileAlone() throws Exception {
        try (Opened opened = calm(new Opened(PathDisk.in(directory), Opened.SMALL))) {
            Thread asker = Thread.ofPlatform().name("asker").start(() -> {
                Thread.currentThread().interrupt();
                opened.journal.enqueue(naming());
                opened.journal.decide();
            });
            asker.join();
            await().until(() -> told.size() == 1);
            assertThat(told).containsExactly("1 journal-committer");
            assertThat(opened.events).isEmpty();
        }
    }

    @Test
    void aSegmentThatIsFullIsLeftToTheCommitter() throws InterruptedException {
        try (Opened opened = calm(new Opened(disk, Opened.SMALL))) {
            int segments = disk.files().size();
            Batch large = Batches.of("main", "x".repeat(65_300));
            decide(opened, new Naming(large, told, new CountDownLatch(1), new CountDownLatch(0)))
                    .join();
            await().until(() -> told.size() == 1);
            assertThat(told).containsExactly("1 journal-committer");
            assertThat(disk.files()).hasSizeGreaterThan(segments);
        }
    }

    /// Whether leaders take part, and how often, is left to chance: what is told must be right in any case.
    @Test
    void manyAtOnceAreToldInOrderByOneThreadAtATime() throws InterruptedException {
        AtomicInteger telling = new AtomicInteger();
        List<Long> offsets = new ArrayList<>(); // not thread-safe: guarded by the role, as everything that is told
        AtomicInteger twice = new AtomicInteger();
        try (Opened opened = new Opened(disk, Opened.SMALL)) {
            List<Thread> threads = IntStream.range(0, THREADS)
                    .mapToObj(i -> Thread.ofPlatform().start(() -> {
                        for (int k = 0; k < EACH; k++) {
                            CountDownLatch done = new CountDownLatch(1);
                            var each = new Counted(Batches.of("main", i + " " + k), telling, twice, offsets, done);
                            if ((k + i) % 3 == 0) {
                                opened.journal.append(each);
                            } else {
                                opened.journal.enqueue(each);
                                opened.journal.decide();
                            }
                            if (k % 2 == 0) {
                                awaitDone(done);
                            }
                        }
                    }))
                    .toList();
            for (Thread thread : threads) {
                thread.join();
            }
            await().until(() -> opened.journal.waitingBytes() == 0);
        }
        assertThat(twice).hasValue(0);
        assertThat(offsets).hasSize(THREADS * EACH).isSorted().doesNotHaveDuplicates();
        try (Opened after = new Opened(disk, Opened.SMALL)) {
            assertThat(after.readAll()).hasSize(THREADS * EACH);
        }
    }

    private record Counted(
            Batch batch, AtomicInteger telling, AtomicInteger twice, List<Long> offsets, CountDownLatch done)
            implements Publication {
        @Override
        public void stored(StoredBatch stored) {
            if (telling.getAndIncrement() != 0) {
                twice.incrementAndGet();
            }
            offsets.add(stored.firstOffset());
            telling.decrementAndGet();
            done.countDown();
        }

        @Override
        public void refused(String problem) {
            twice.incrementAndGet();
            done.countDown();
        }
    }

    private static void awaitDone(CountDownLatch done) {
        try {
            done.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
