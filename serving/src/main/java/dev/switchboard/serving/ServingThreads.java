package dev.switchboard.serving;

import dev.switchboard.protocol.CloseReason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Starts the platform threads of one listener, named after it: daemons, for the program's end is its own business.
/// Thread-safe.
final class ServingThreads {
    private static final int WRITER_LINGER_SECONDS = 10;
    private static final long END_MILLIS_MAX = 2_000;

    private final String listener;
    private final ServingEvents events;
    private final List<Thread> own = new ArrayList<>();

    /// @param listener what names begin with, such as `echo-2012`
    ServingThreads(String listener, ServingEvents events) {
        this.listener = listener;
        this.events = events;
    }

    /// Work that may be interrupted, which ends it.
    interface Work {
        void run() throws InterruptedException;
    }

    /// Starts a thread that works for the listener as long as it is there.
    synchronized void start(String role, Work work) {
        own.add(startThread(role, work));
    }

    private Thread startThread(String role, Work work) {
        return Thread.ofPlatform().daemon().name(listener + "-" + role).start(() -> run(work));
    }

    /// Waits for the listener's own threads to end, as they do once it is closed: a socket that one of them waits on is
    /// freed only then.
    void awaitEnd() throws InterruptedException {
        List<Thread> ending;
        synchronized (this) {
            ending = List.copyOf(own);
        }
        long deadline = Time.nanos() + END_MILLIS_MAX * Time.NANOS_PER_MILLI;
        for (Thread thread : ending) {
            long millis = (deadline - Time.nanos()) / Time.NANOS_PER_MILLI;
            if (!thread.equals(Thread.currentThread()) && millis > 0) {
                thread.join(millis);
            }
        }
    }

    /// Serves a connection on a thread of its own. When there can be no more threads, only this connection ends.
    void startFor(BlockingConnection connection, String role) {
        try {
            startThread(role, connection::serve);
        } catch (OutOfMemoryError noThread) {
            end(connection, noThread);
        }
    }

    /// Ends a connection that no thread can be had for, on the calling one.
    void end(BlockingConnection connection, Throwable noThread) {
        events.on(new ServingEvent.Defect(listener, noThread));
        connection.cut(CloseReason.ERROR);
        connection.serve();
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
