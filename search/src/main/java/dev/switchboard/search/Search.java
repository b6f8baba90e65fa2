package dev.switchboard.search;

import dev.switchboard.journal.JournalView;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/// Finds messages in a journal. What is there when a search begins is searched, whether it is indexed or
/// not; what comes meanwhile is not. Thread-safe; a search runs on the thread that asks for it.
public final class Search {
    private final JournalView journal;
    private final WordIndex index;

    private Search(JournalView journal, WordIndex index) {
        this.journal = journal;
        this.index = index;
    }

    /// A search over a journal.
    ///
    /// @param index of the same journal
    public static Search over(JournalView journal, WordIndex index) {
        return new Search(journal, index);
    }

    /// Finds a page of messages. Pages that begin where the one before says so have every message once.
    ///
    /// @param beyond newest first: only below it, [Long#MAX_VALUE] for the first page; oldest first: only
    ///     from it on, 0 for the first page
    /// @param limit the page ends at so many messages, at least 1
    /// @param bytesMax the page ends before their payloads would have more bytes; one message may exceed it
    /// @param wanted asked now and then, a few hundred times a second; when false, the page ends
    /// @throws IOException when the disk fails
    public Page page(Query query, Order order, long beyond, int limit, int bytesMax, BooleanSupplier wanted)
            throws IOException {
        Walk walk = walk(query, wanted);
        return switch (order) {
            case NEWEST_FIRST -> walk.newestFirst(beyond, limit, bytesMax);
            case OLDEST_FIRST -> walk.oldestFirst(beyond, limit, bytesMax);
        };
    }

    /// How many messages there are. Less than that when the search was not wanted any more.
    ///
    /// @param wanted asked now and then, a few hundred times a second; when false, counting ends
    /// @throws IOException when the disk fails
    public Count count(Query query, BooleanSupplier wanted) throws IOException {
        return walk(query, wanted).count();
    }

    private Walk walk(Query query, BooleanSupplier wanted) throws IOException {
        long end = journal.endOffset();
        long start = journal.startOffset();
        if (query.fromMicros() != Long.MIN_VALUE) {
            start = Math.max(start, journal.offsetAt(query.fromMicros()));
        }
        return new Walk(journal, index.ranges(), query, start, end, wanted);
    }
}
