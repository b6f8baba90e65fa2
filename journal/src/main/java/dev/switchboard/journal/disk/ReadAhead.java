package dev.switchboard.journal.disk;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Reads something of each of many files on several threads, and has it taken in order on the thread that asks. For a
/// start, when nothing is in memory: a disk that is asked many things at once is done with them sooner.
final class ReadAhead {
    static final int THREADS = 8;

    /// What is read and not taken, or being read.
    static final int AHEAD_MAX = 32;

    /// Fewer are read by the caller: threads would not pay.
    static final int FILES_MIN = 16;

    private ReadAhead() {}

    /// Called on several threads at once.
    @FunctionalInterface
    interface Read<A, B> {
        B read(A from) throws IOException;
    }

    /// Called on the caller's thread, in order.
    @FunctionalInterface
    interface Take<B> {
        void take(B read) throws IOException;
    }

    /// Reads from each and takes what was read. When either fails, no more is taken, and nothing is read any more on
    /// return.
    static <A, B> void inOrder(List<A> all, Read<A, B> read, Take<B> take) throws IOException {
        if (all.size() < FILES_MIN) {
            for (A each : all) {
                take.take(read.read(each));
            }
            return;
        }
        var factory = Thread.ofPlatform().daemon().name("journal-opening-", 1).factory();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS, factory)) {
            Deque<Future<B>> ahead = new ArrayDeque<>();
            for (A each : all) {
                ahead.addLast(threads.submit(() -> read.read(each)));
                if (ahead.size() == AHEAD_MAX) {
                    take.take(result(ahead.removeFirst()));
                }
            }
            while (!ahead.isEmpty()) {
                take.take(result(ahead.removeFirst()));
            }
        }
    }

    private static <B> B result(Future<B> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the journal was opened");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failed -> throw failed;
                case RuntimeException failed -> throw failed;
                case Error failed -> throw failed;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}
