package dev.switchboard.serving;

import dev.switchboard.protocol.CloseReason;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Starts the platform threads of one listener, named after it: daemons, for the program's end is its own business.
///
/// @param listener what names begin with, such as `echo-2012`
record ServingThreads(String listener, ServingEvents events) {
    private static final int WRITER_LINGER_SECONDS = 10;

    /// Work that may be interrupted, which ends it.
    interface Work {
        void run() throws InterruptedException;
    }

    void start(String role, Work work) {
        Thread.ofPlatform().daemon().name(listener + "-" + role).start(() -> run(work));
    }

    /// Serves a connection on a thread of its own. When there can be no more threads, only this connection ends.
    void startFor(BlockingConnection connection, String role) {
        try {
            start(role, connection::serve);
        } catch (OutOfMemoryError noThread) {
            events.on(new ServingEvent.Defect(listener, noThread));
            connection.cut(CloseReason.ERROR);
            connection.serve();
        }
    }

    /// A pool of writers that grows as needed; a writer without work ends after a while.
    ExecutorService writers() {
        ThreadFactory factory =
                Thread.ofPlatform().daemon().name(listener + "-writer-", 1).factory();
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, WRITER_LINGER_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }

    private void run(Work work) {
        try {
            work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable defect) {
            events.on(new ServingEvent.Defect(listener, defect));
        }
    }
}
