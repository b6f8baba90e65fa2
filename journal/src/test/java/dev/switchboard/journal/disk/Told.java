package dev.switchboard.journal.disk;

import dev.switchboard.journal.Publication;
import dev.switchboard.message.Batch;
import dev.switchboard.message.StoredBatch;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A publication that remembers what it was told.
final class Told implements Publication {
    private final Batch batch;
    private final CountDownLatch told = new CountDownLatch(1);
    private volatile @Nullable StoredBatch stored;
    private volatile @Nullable String problem;
    private final AtomicInteger times = new AtomicInteger();

    Told(Batch batch) {
        this.batch = batch;
    }

    @Override
    public Batch batch() {
        return batch;
    }

    @Override
    public void stored(StoredBatch batch) {
        times.incrementAndGet();
        stored = batch;
        told.countDown();
    }

    @Override
    public void refused(String why) {
        times.incrementAndGet();
        problem = why;
        told.countDown();
    }

    /// Waits until it is told.
    Told await() {
        try {
            if (!told.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody was told");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        if (times.get() != 1) {
            throw new AssertionError("told " + times.get() + " times");
        }
        return this;
    }

    boolean isTold() {
        return told.getCount() == 0;
    }

    boolean isStored() {
        return stored != null;
    }

    /// The first offset; waits for it.
    long offset() {
        await();
        StoredBatch now = stored;
        if (now == null) {
            throw new AssertionError("refused: " + problem);
        }
        return now.firstOffset();
    }

    /// Why it was refused; waits for it.
    String problem() {
        await();
        String now = problem;
        if (now == null) {
            throw new AssertionError("stored");
        }
        return now;
    }
}
