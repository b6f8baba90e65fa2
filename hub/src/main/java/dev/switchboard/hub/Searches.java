package dev.switchboard.hub;

import dev.switchboard.message.HubAnswer;
import dev.switchboard.message.HubRequest;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Lets a few searches run at a time; the others wait in the order of coming. They run on threads of the system, since
/// they are busy for long: on virtual ones they would keep the connections that are served by those from running.
/// Thread-safe.
final class Searches implements AutoCloseable {
    private static final HubAnswer OVER = new HubAnswer.Failed("the server is stopping");
    private static final int IDLE_SECONDS_MAX = 10;
    private static final int END_SECONDS_MAX = 10;

    private final Searcher searcher;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            Limits.SEARCHES_MAX,
            Limits.SEARCHES_MAX,
            IDLE_SECONDS_MAX,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("hub-search-", 0).factory());
    private volatile boolean closed;

    Searches(Searcher searcher) {
        this.searcher = searcher;
        threads.allowCoreThreadTimeOut(true);
    }

    /// Waits for its turn, and searches.
    ///
    /// @param wanted false when nobody waits for the answer any more
    HubAnswer run(HubRequest.Search search, BooleanSupplier wanted) {
        try {
            return threads.submit(() -> closed || !wanted.getAsBoolean()
                            ? OVER
                            : searcher.search(search.query(), () -> !closed && wanted.getAsBoolean()))
                    .get();
        } catch (RejectedExecutionException _) {
            return OVER;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OVER;
        } catch (ExecutionException e) {
            return new HubAnswer.Failed("the search failed: " + e.getCause()); // our defect; the server goes on
        }
    }

    /// How many wait for their turn, about.
    int waiting() {
        return threads.getQueue().size();
    }

    /// Has searches end soon, and waits for them, so that none reads a journal that is closed. Not for ever: what the
    /// pattern of one does between two characters cannot be ended.
    @Override
    public void close() {
        closed = true;
        threads.shutdown();
        try {
            threads.awaitTermination(END_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        searcher.close();
    }
}
