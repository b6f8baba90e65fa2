package dev.switchboard.search;

import dev.switchboard.journal.JournalView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The thread that has a [Follower] work, at a [Pace].
final class IndexThread implements AutoCloseable {
    /// How long it waits after a failure.
    static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    /// How often it looks for files to delete.
    static final long TIDY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Path directory;
    private final JournalView journal;
    private final WordIndexEvents events;
    private final Runnable giveWay;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Follower follower;
    private boolean failing;
    private boolean gaveWay;
    private long tidied;

    /// @param giveWay run once there is work
    IndexThread(Path directory, JournalView journal, WordIndexEvents events, Runnable giveWay) {
        this.directory = directory;
        this.journal = journal;
        this.events = events;
        this.giveWay = giveWay;
        this.thread = Thread.ofPlatform().daemon().name("search-index").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// What is indexed now.
    Ranges ranges() {
        Follower present = follower;
        return present == null ? Ranges.NONE : present.ranges();
    }

    private void run() {
        Pace pace = new Pace(journal.endOffset(), System.nanoTime());
        try {
            long rest = 0;
            while (!closing.await(rest, TimeUnit.NANOSECONDS)) {
                rest = piece(pace);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            events.on(new WordIndexEvent.Defect(e));
        } finally {
            Follower present = follower;
            if (present != null) {
                present.close();
            }
        }
    }

    /// Does a piece of work, and returns for how long to rest.
    private long piece(Pace pace) {
        long begun = System.nanoTime();
        try {
            Follower present = follower();
            boolean more = work(present, begun);
            if (failing) {
                failing = false;
                events.on(new WordIndexEvent.Working());
            }
            if (more && !gaveWay) {
                gaveWay = true;
                giveWay.run();
            }
            long now = System.nanoTime();
            long rest = pace.rest(now - begun, present.next(), journal.endOffset(), now);
            return more ? rest : Math.max(rest, Pace.LITTLE_REST_NANOS);
        } catch (IOException e) {
            if (!failing) {
                failing = true;
                events.on(new WordIndexEvent.Failing(String.valueOf(e)));
            }
            return RETRY_NANOS;
        }
    }

    private Follower follower() throws IOException {
        Follower present = follower;
        if (present == null) {
            present = Follower.open(directory, journal, events, IndexSizes.DEFAULT);
            follower = present;
        }
        return present;
    }

    private boolean work(Follower present, long now) throws IOException {
        if (now - tidied >= TIDY_NANOS) {
            tidied = now;
            present.tidy();
        }
        return present.work();
    }

    @Override
    public void close() {
        closing.countDown();
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true; // A piece of work takes milliseconds.
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
