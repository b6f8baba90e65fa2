package dev.switchboard.cli.search;

import dev.switchboard.journal.disk.StoredJournal;
import dev.switchboard.message.Missing;
import dev.switchboard.message.StoredBatch;
import dev.switchboard.search.Count;
import dev.switchboard.search.Order;
import dev.switchboard.search.Page;
import dev.switchboard.search.PatternTooHardException;
import dev.switchboard.search.QueryText;
import dev.switchboard.search.Search;
import dev.switchboard.search.WordIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The files of a journal as they are when the search begins, and the index beside them, if there is one. A
/// server may be at work.
record DirectorySource(Path index, StoredJournal journal) implements Source {
    private static final int PAGE_BYTES_MAX = 16 * 1024 * 1024;

    @Override
    public long search(QueryText.Asked first, boolean withEnd, Taker taker) throws IOException {
        try (WordIndex words = WordIndex.read(index, journal)) {
            Search search = Search.over(journal, words);
            QueryText.Asked asked = first;
            while (asked != null) {
                asked = asked.count() ? count(asked, search, taker) : page(asked, search, taker);
            }
            return journal.endOffset();
        } catch (PatternTooHardException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static QueryText.@Nullable Asked count(QueryText.Asked asked, Search search, Taker taker)
            throws IOException {
        Count count = search.count(asked.query(), () -> true);
        tell(count.missing(), taker);
        return taker.pageOver(count.messages(), null);
    }

    private static QueryText.@Nullable Asked page(QueryText.Asked asked, Search search, Taker taker)
            throws IOException {
        Page page =
                search.page(asked.query(), asked.order(), asked.beyond(), asked.limit(), PAGE_BYTES_MAX, () -> true);
        tell(page.missing(), taker);
        for (StoredBatch message : page.found()) {
            if (!taker.take(message)) {
                return null;
            }
        }
        return taker.pageOver(page.found().size(), behind(asked, page));
    }

    private static void tell(List<Missing> all, Taker taker) {
        for (Missing missing : all) {
            taker.problem("messages #%d to #%d are %s"
                    .formatted(missing.from(), missing.to() - 1, missing.cause().words()));
        }
    }

    private static QueryText.@Nullable Asked behind(QueryText.Asked asked, Page page) {
        if (page.next() == Page.END) {
            return null;
        }
        return asked.from(asked.order() == Order.NEWEST_FIRST ? page.next() : page.next() - 1);
    }
}
