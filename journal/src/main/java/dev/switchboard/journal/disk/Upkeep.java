package dev.switchboard.journal.disk;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What is done behind the committer's back, on one thread: indexes of full segments, a spare, retention. A failure
/// is told and costs no message.
final class Upkeep {
    /// How often age is looked at.
    static final long CHECK_SECONDS = 10;

    /// How much of a spare is written and forced at once; then the disk is left alone for as long as that took.
    static final int SPARE_STEP_BYTES = 1 << 20;

    private final Journaled journaled;
    private final Runnable giveWay;
    private final Runnable onSealed;
    private final ScheduledThreadPoolExecutor executor;
    private final BackgroundWork background;
    private final Deque<Full> unsealed = new ArrayDeque<>();
    /// Of these nothing is read any more, and not all files are deleted.
    private final Deque<Segment> removed = new ArrayDeque<>();
    private final AtomicReference<@Nullable Spare> spare = new AtomicReference<>();
    private volatile boolean spareWanted;
    /// Then none is tried before the next look at everything: each try takes room that messages may need.
    private volatile boolean spareFailed;
    private volatile boolean closing;

    /// A segment that has no index file yet.
    private record Full(Segment segment, IndexFile index) {}

    /// @param giveWay run before each spare
    /// @param onSealed run when an index was written; quick
    Upkeep(Journaled journaled, Runnable giveWay, Runnable onSealed) {
        this.journaled = journaled;
        this.giveWay = giveWay;
        this.onSealed = onSealed;
        this.executor = new ScheduledThreadPoolExecutor(1, task -> {
            return Thread.ofPlatform().daemon().name("journal-upkeep").unstarted(task);
        });
        this.background = new BackgroundWork(executor, journaled.events());
    }

    void start() {
        var _ = executor.scheduleWithFixedDelay(this::tidy, CHECK_SECONDS, CHECK_SECONDS, TimeUnit.SECONDS);
    }

    /// A segment is full: has its index written and retention looked at.
    void seal(Segment segment, IndexFile index) {
        background.submit(() -> {
            unsealed.add(new Full(segment, index));
            tidy();
        });
    }

    /// A segment without a message is not needed.
    void delete(Segment segment) {
        background.submit(() -> background.attempt(
                "delete " + segment.name(), () -> journaled.disk().delete(segment.name())));
    }

    boolean hasSpare() {
        return spare.get() != null;
    }

    @Nullable
    Spare takeSpare() {
        return spare.getAndSet(null);
    }

    /// Has a spare of this size made, unless there is one or will be.
    void prepareSpare(long bytes) {
        if (!spareWanted && !spareFailed && spare.get() == null) {
            spareWanted = true;
            background.submit(() -> {
                try {
                    spareFailed = !background.attempt("prepare a spare", () -> writeSpare(bytes));
                } finally {
                    spareWanted = false;
                }
            });
        }
    }

    private void writeSpare(long bytes) throws IOException {
        giveWay.run();
        Disk.AppendFile file = journaled.disk().createToAppend(FileNames.SPARE);
        boolean made = false;
        try {
            for (long at = 0; at < bytes && !closing; at += SPARE_STEP_BYTES) {
                long begun = System.nanoTime();
                Zeros.write(file, at, Math.min(bytes, at + SPARE_STEP_BYTES));
                file.force();
                TimeUnit.NANOSECONDS.sleep(System.nanoTime() - begun);
            }
            journaled.disk().forceNames();
            made = !closing;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!made) {
                file.close();
                journaled.disk().delete(FileNames.SPARE);
            }
        }
        if (made) {
            spare.set(new Spare(file, bytes));
        }
    }

    /// Does what is due, and returns when it is done.
    void tidyNow() {
        CompletableFuture.runAsync(this::tidy, executor).join();
    }

    private void tidy() {
        spareFailed = false;
        // Retention can be quicker.
        unsealed.removeIf(full -> !journaled.segments().all().contains(full.segment()));
        while (!unsealed.isEmpty()) {
            Full full = unsealed.getFirst();
            if (!background.attempt("write the index of " + full.segment().name(), () -> writeIndex(full))) {
                break;
            }
            unsealed.removeFirst();
            onSealed.run();
        }
        background.attempt("remove old segments", this::retain);
    }

    private void writeIndex(Full full) throws IOException {
        long end = full.index().blocks().endPosition();
        try (Disk.DiskFile file = journaled.disk().open(full.segment().name())) {
            file.truncate(end);
        }
        full.index().write(journaled.disk(), journaled.ids());
        full.segment().fileBytes(end);
        full.segment().seal(full.index());
    }

    private void retain() throws IOException {
        for (Segment segment : due()) {
            journaled.segments().remove(segment);
            removed.add(segment);
        }
        if (removed.isEmpty()) {
            return;
        }
        for (Segment segment : removed) {
            journaled.disk().delete(FileNames.index(segment.header().number()));
        }
        // On a full disk the indexes have made room for this.
        if (!journaled.producers().all().isEmpty()) {
            ProducersFile.write(journaled.disk(), journaled.producers());
        }
        while (!removed.isEmpty()) {
            Segment segment = removed.getFirst();
            SegmentFiles.delete(journaled.disk(), segment.header().number());
            removed.removeFirst();
            journaled.events().on(new JournalEvent.Removed(segment.name(), segment.firstOffset(), segment.endOffset()));
        }
        journaled.disk().forceNames();
    }

    /// The oldest segments that are too many or too old.
    private List<Segment> due() {
        Retention retention = journaled.options().retention();
        List<Segment> all = journaled.segments().all();
        long bytes = all.stream().mapToLong(Segment::fileBytes).sum();
        long oldest = retention.oldestMicros(journaled.clock().micros());
        List<Segment> due = new ArrayList<>();
        for (Segment segment : all.subList(0, Math.max(0, all.size() - 1))) {
            if (bytes <= retention.bytes() && segment.latestMicros() >= oldest) {
                break;
            }
            due.add(segment);
            bytes -= segment.fileBytes();
        }
        return due;
    }

    /// Finishes what was begun and gives up the spare.
    void close() {
        closing = true;
        executor.getQueue()
                .removeIf(task -> task instanceof java.util.concurrent.Delayed delayed
                        && delayed.getDelay(TimeUnit.MILLISECONDS) > 0);
        executor.shutdown();
        executor.close();
        Spare unused = takeSpare();
        if (unused != null) {
            background.attempt("delete the spare", () -> {
                unused.file().close();
                journaled.disk().delete(FileNames.SPARE);
            });
        }
    }
}
