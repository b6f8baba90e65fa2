package dev.switchboard.search;

import dev.switchboard.journal.JournalView;
import dev.switchboard.message.StoredBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// One search on its way through a journal, span by span. Not thread-safe.
final class Walk {
    private final JournalView journal;
    private final Spans spans;
    private final Query query;
    private final long start;
    private final long end;
    private final BooleanSupplier wanted;

    /// @param start no message below it is wanted
    /// @param end of what is searched
    Walk(JournalView journal, Ranges ranges, Query query, long start, long end, BooleanSupplier wanted) {
        this.journal = journal;
        this.spans = new Spans(ranges, new Probe(query), start, end);
        this.query = query;
        this.start = start;
        this.end = end;
        this.wanted = wanted;
    }

    Page newestFirst(long beyond, int limit, int bytesMax) throws IOException {
        Reading reading = new Reading(journal, query, wanted);
        List<Kept> pages = new ArrayList<>();
        int count = 0;
        int bytes = 0;
        long at = Math.min(beyond, end);
        while (at > start && wanted.getAsBoolean()) {
            Spans.Span span = spans.before(at);
            at = span.from();
            if (span.toRead()) {
                Kept kept = new Kept(limit - count, bytesMax - bytes, count == 0);
                boolean whole = reading.read(span.from(), span.to(), kept::add);
                spans.learn(span, reading.bytes());
                if (!whole) {
                    return page(pages, span.to(), reading);
                }
                pages.add(kept);
                count += kept.count();
                bytes += kept.bytes();
                if (kept.isFull()) {
                    return page(pages, kept.first(span.to()), reading);
                }
            }
        }
        return page(pages, at, reading);
    }

    /// @param next the first offset that this page has, or has passed
    private Page page(List<Kept> pages, long next, Reading reading) {
        List<StoredBatch> found = new ArrayList<>();
        pages.forEach(kept -> found.addAll(kept.newestFirst()));
        return new Page(found, next <= start ? Page.END : next, reading.missing());
    }

    Page oldestFirst(long beyond, int limit, int bytesMax) throws IOException {
        Reading reading = new Reading(journal, query, wanted);
        Filled filled = new Filled(limit, bytesMax);
        long at = Math.max(beyond, start);
        while (at < end && filled.next() < 0 && wanted.getAsBoolean()) {
            Spans.Span span = spans.after(at);
            at = span.to();
            if (span.toRead() && !reading.read(span.from(), span.to(), filled::add) && filled.next() < 0) {
                at = reading.reached();
                break;
            }
        }
        long next = filled.next() < 0 ? at : filled.next();
        return new Page(filled.found(), next >= end ? Page.END : next, reading.missing());
    }

    Count count() throws IOException {
        Reading reading = new Reading(journal, query, wanted);
        long[] count = new long[1];
        for (long at = start; at < end && wanted.getAsBoolean(); ) {
            Spans.Span span = spans.after(at);
            at = span.to();
            if (span.toCount()) {
                count[0] += span.to() - span.from();
            } else if (span.toRead()) {
                reading.read(span.from(), span.to(), (_, _) -> {
                    count[0]++;
                    return true;
                });
            }
        }
        return new Count(count[0], reading.missing());
    }
}
