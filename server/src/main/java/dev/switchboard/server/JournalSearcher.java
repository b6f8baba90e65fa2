package dev.switchboard.server;

import dev.switchboard.hub.Searcher;
import dev.switchboard.journal.JournalView;
import dev.switchboard.message.HubAnswer;
import dev.switchboard.message.Missing;
import dev.switchboard.search.Count;
import dev.switchboard.search.Order;
import dev.switchboard.search.Page;
import dev.switchboard.search.PatternTooHardException;
import dev.switchboard.search.QueryText;
import dev.switchboard.search.Search;
import dev.switchboard.search.WordIndex;
import dev.switchboard.search.WordIndexEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Searches the hub's journal with the help of an index of its words.
final class JournalSearcher implements Searcher {
    /// What a page may have, in bytes of payload.
    private static final int PAGE_BYTES_MAX = 4 * 1024 * 1024;

    private final WordIndex index;
    private final Search search;

    private JournalSearcher(WordIndex index, Search search) {
        this.index = index;
        this.search = search;
    }

    /// Opens the index, or begins one.
    static Searcher open(Path directory, JournalView journal, WordIndexEvents events) {
        WordIndex index = WordIndex.open(directory, journal, events, Background::giveWay);
        return new JournalSearcher(index, Search.over(journal, index));
    }

    @Override
    public HubAnswer search(String query, BooleanSupplier wanted) {
        long nowMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        try {
            return switch (QueryText.parse(query, nowMicros, ZoneId.systemDefault())) {
                case QueryText.Wrong(var problem) -> new HubAnswer.Failed(problem);
                case QueryText.Asked asked -> asked.count() ? count(asked, wanted) : page(asked, wanted);
            };
        } catch (PatternTooHardException e) {
            return new HubAnswer.Failed(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new HubAnswer.Failed("the journal cannot be read: " + e.getMessage());
        }
    }

    private HubAnswer count(QueryText.Asked asked, BooleanSupplier wanted) throws IOException {
        Count count = search.count(asked.query(), wanted);
        return new HubAnswer.Found(lost(count.missing()), count.messages(), "");
    }

    private HubAnswer page(QueryText.Asked asked, BooleanSupplier wanted) throws IOException {
        Page page = search.page(asked.query(), asked.order(), asked.beyond(), asked.limit(), PAGE_BYTES_MAX, wanted);
        List<HubAnswer> items = lost(page.missing());
        page.found().forEach(found -> items.add(new HubAnswer.Delivered(found)));
        return new HubAnswer.Found(items, page.found().size(), more(page, asked.order()));
    }

    private static List<HubAnswer> lost(List<Missing> all) {
        List<HubAnswer> items = new ArrayList<>();
        all.forEach(missing -> items.add(new HubAnswer.Lost(missing)));
        return items;
    }

    private static String more(Page page, Order order) {
        if (page.next() == Page.END) {
            return "";
        }
        return switch (order) {
            case NEWEST_FIRST -> "before=" + page.next();
            case OLDEST_FIRST -> "after=" + (page.next() - 1);
        };
    }

    @Override
    public void close() {
        index.close();
    }
}
