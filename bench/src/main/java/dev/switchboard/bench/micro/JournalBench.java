package dev.switchboard.bench.micro;

import dev.switchboard.journal.Publication;
import dev.switchboard.journal.disk.DiskJournal;
import dev.switchboard.journal.disk.JournalOptions;
import dev.switchboard.journal.disk.Retention;
import dev.switchboard.journal.disk.Sync;
import dev.switchboard.message.Batch;
import dev.switchboard.message.StoredBatch;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// Batches stored in a journal whose disk keeps nothing: what is left is records, their CRCs, the index of blocks, and
/// the change of threads for each group.
@State(Scope.Thread)
public class JournalBench {
    private static final int BATCHES = 32;

    private final DiskJournal journal = open();
    private final Batch batch = Texts.batch();
    private final Semaphore told = new Semaphore(0);
    private final Publication publication = new Publication() {
        @Override
        public Batch batch() {
            return batch;
        }

        @Override
        public void stored(StoredBatch stored) {
            told.release();
        }

        @Override
        public void refused(String problem) {
            throw new IllegalStateException(problem);
        }
    };

    private static DiskJournal open() {
        var usual = JournalOptions.DEFAULT;
        var options =
                new JournalOptions(Sync.NONE, Retention.ALL, usual.segmentBytesMax(), 0, usual.groupBytesMax(), 0);
        try {
            return DiskJournal.open(new DiskWithoutMemory(), options, _ -> {}, () -> Texts.MICROS, () -> {});
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCHES * Texts.LINES)
    public void store() {
        for (int i = 0; i < BATCHES; i++) {
            journal.append(publication);
        }
        told.acquireUninterruptibly(BATCHES);
    }

    @TearDown
    public void close() {
        journal.close();
    }
}
