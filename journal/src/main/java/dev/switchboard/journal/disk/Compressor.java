package dev.switchboard.journal.disk;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Compresses full segments, one at a time, the oldest first, on a thread of its own. A failure is told and costs no
/// message; it is tried again when the next segment is full.
///
/// The thread rests [#REST_FACTOR] times as long as it works: there is time, and others want the processor and the
/// disk.
final class Compressor {
    /// So it uses about a quarter of a processor while there is something to compress.
    static final int REST_FACTOR = 3;

    private static final String WHAT = "compress a segment";

    private final Journaled journaled;
    private final Runnable giveWay;
    private final int frameBytes;
    private final ExecutorService executor;
    private final BackgroundWork background;
    private final CountDownLatch closing = new CountDownLatch(1);
    /// Segments that stay plain, as the file says.
    private final Set<Long> plain = new TreeSet<>();

    /// @param giveWay run before each segment
    Compressor(Journaled journaled, Runnable giveWay) {
        this.journaled = journaled;
        this.giveWay = giveWay;
        this.frameBytes = journaled.options().frameBytes();
        this.executor = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("journal-compressor").factory());
        this.background = new BackgroundWork(executor, journaled.events());
    }

    /// Begins with what is there.
    void start() {
        background.submit(() -> {
            background.attempt(WHAT, () -> PlainFile.read(journaled.disk()).ifPresent(plain::addAll));
            compressDue(this::rest);
        });
    }

    /// There may be something to compress.
    void wake() {
        background.submit(() -> compressDue(this::rest));
    }

    /// Does what is due, without a rest, and returns when it is done.
    void compressNow() {
        CompletableFuture.runAsync(() -> compressDue(_ -> isOpen()), executor).join();
    }

    private void compressDue(SegmentCompression.Pause pause) {
        boolean more = frameBytes > 0;
        while (more && isOpen()) {
            List<Segment> all = journaled.segments().all();
            int place = place(all);
            more = place >= 0
                    && background.attempt(
                            WHAT,
                            () -> compress(all.get(place), all.get(place + 1).firstOffset(), pause));
        }
    }

    /// The place of the oldest that can be compressed; -1 when there is none. The last one stays: it could be
    /// the one to go on with at the next start.
    private int place(List<Segment> all) {
        for (int i = 0; i + 1 < all.size(); i++) {
            Segment segment = all.get(i);
            if (segment.isSealed()
                    && !segment.isCompressed()
                    && !plain.contains(segment.header().number())) {
                return i;
            }
        }
        return -1;
    }

    private void compress(Segment segment, long nextFirstOffset, SegmentCompression.Pause pause) throws IOException {
        giveWay.run();
        var compression = new SegmentCompression(journaled.disk(), segment, frameBytes, pause);
        switch (compression.run(journaled.ids(), nextFirstOffset)) {
            case DONE -> replace(segment);
            case NOT_WORTH_IT -> stayPlain(segment);
            case STOPPED -> {}
        }
    }

    private void replace(Segment segment) throws IOException {
        Disk disk = journaled.disk();
        long number = segment.header().number();
        String unfinished = SegmentCompression.unfinished(segment);
        boolean replaced = false;
        try {
            replaced = journaled.segments().whileKept(segment, () -> {
                long bytes = size(unfinished);
                disk.rename(unfinished, FileNames.compressed(number));
                segment.compressed(bytes);
            });
        } finally {
            if (!replaced) {
                disk.delete(unfinished);
            }
        }
        if (replaced) {
            deletePlain(segment);
        }
    }

    private void deletePlain(Segment segment) throws IOException {
        Disk disk = journaled.disk();
        disk.forceNames();
        disk.delete(FileNames.segment(segment.header().number()));
        disk.forceNames();
        journaled.events().on(new JournalEvent.Compressed(segment.name(), segment.endPosition(), segment.fileBytes()));
    }

    private long size(String name) throws IOException {
        try (Disk.DiskFile file = journaled.disk().openToRead(name)) {
            return file.size();
        }
    }

    private void stayPlain(Segment segment) throws IOException {
        plain.add(segment.header().number());
        Set<Long> kept = new TreeSet<>();
        journaled.segments().all().forEach(each -> kept.add(each.header().number()));
        plain.retainAll(kept);
        PlainFile.write(journaled.disk(), plain);
    }

    private boolean isOpen() {
        return closing.getCount() > 0;
    }

    private boolean rest(long workedNanos) {
        try {
            return !closing.await(workedNanos * REST_FACTOR, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Gives up what was begun.
    void close() {
        closing.countDown();
        executor.close();
    }
}
