package dev.switchboard.journal.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.journal.Publication;
import dev.switchboard.message.Batch;
import dev.switchboard.message.ProducerId;
import dev.switchboard.message.StoredBatch;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// What publications are told, and see, at the moment of their own callback.
class GroupOrderTest {
    private static final ProducerId JOB = new ProducerId("job");

    private final ForgetfulDisk disk = new ForgetfulDisk();
    private final List<String> told = new CopyOnWriteArrayList<>();

    /// Tells its name, and what it sees when it is told.
    private record Seeing(Batch batch, Consumer<String> onTold) implements Publication {
        @Override
        public void stored(StoredBatch stored) {
            onTold.accept("stored");
        }

        @Override
        public void refused(String problem) {
            onTold.accept("refused");
        }
    }

    @Test
    void aBarrierSeesTheCountOfItsOwnPlaceInTheGroup() throws InterruptedException {
        try (Opened opened = new Opened(disk, Opened.SMALL)) {
            CountDownLatch queued = new CountDownLatch(1);
            CountDownLatch done = new CountDownLatch(1);
            opened.journal.append(new Seeing(Batches.of("main", "first"), outcome -> await(queued)));
            opened.journal.append(produced("a"));
            opened.journal.append(
                    new Seeing(Batches.barrier(), outcome -> told.add("barrier " + opened.journal.producerCount(JOB))));
            opened.journal.append(produced("b"));
            opened.journal.append(new Seeing(Batches.barrier(), outcome -> {
                told.add("end " + opened.journal.producerCount(JOB));
                done.countDown();
            }));
            queued.countDown();
            done.await();
        }
        assertThat(told).containsExactly("stored", "barrier 1", "stored", "end 2");
    }

    @Test
    void afterARefusalAProducerStoresNothingUntilItBeginsAnew() {
        try (Opened opened = new Opened(disk, Opened.SMALL)) {
            opened.append(Batches.from("job", "a")).await();
            disk.failForceAfter(0);
            opened.append(Batches.from("job", "lost")).await();
            assertThat(opened.append(Batches.from("job", "late")).await().problem())
                    .contains("/resume");
            opened.append(Batches.from("other", "b")).await();
            opened.append(Batches.from("job")).await();
            opened.append(Batches.from("job", "c")).await();
            assertThat(opened.readAll()).containsExactly("0:a", "1:b", "2:c");
            assertThat(opened.journal.producerCount(JOB)).isEqualTo(2);
        }
    }

    private Publication produced(String text) {
        return new Seeing(Batches.from("job", text), told::add);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
