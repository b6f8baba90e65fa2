package dev.switchboard.search;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What a query asks of a range before its messages are read. Immutable.
final class Probe {
    /// Kinds of names among the words.
    static final int HOST = 1;

    static final int CHANNEL = 2;

    private final Query query;
    private final long[] words;

    Probe(Query query) {
        this.query = query;
        List<Long> wanted = new ArrayList<>();
        if (query.channel() != null) {
            wanted.add(Words.marked(CHANNEL, query.channel().toString()));
        }
        if (query.host() != null) {
            wanted.add(Words.marked(HOST, query.host()));
        }
        if (query.text() instanceof WantedText.Terms(var terms)) {
            terms.forEach(term -> addWords(term, wanted));
        }
        this.words = wanted.stream().mapToLong(each -> each).distinct().toArray();
    }

    /// All words of a term are whole ones but for the last of one that ends in `*`.
    private static void addWords(WantedText.Term term, List<Long> wanted) {
        byte[] bytes = term.text().getBytes(StandardCharsets.UTF_8);
        int end = bytes.length;
        while (term.prefix() && end > 0 && Words.isOfWord(bytes[end - 1])) {
            end--;
        }
        Words.each(bytes, 0, end, wanted::add);
    }

    /// False only when no message of the range is wanted, and none is missing there.
    boolean mayBeIn(Range range) {
        return range.hasGap() || mayMatchIn(range);
    }

    private boolean mayMatchIn(Range range) {
        if (range.latestMicros() < query.fromMicros()
                || range.leastMicros() >= query.toMicros()
                || (range.severities() & query.severities().bits()) == 0) {
            return false;
        }
        for (long word : words) {
            if (!range.words().mayHold(word)) {
                return false;
            }
        }
        return true;
    }

    /// Whether every message of the range is wanted, and none was missing there when it was indexed.
    boolean isAllOf(Range range) {
        return !range.hasGap()
                && query.channel() == null
                && query.host() == null
                && query.text() instanceof WantedText.Anything
                && range.leastMicros() >= query.fromMicros()
                && range.latestMicros() < query.toMicros()
                && (range.severities() & ~query.severities().bits()) == 0;
    }
}
