package dev.switchboard.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.message.Missing;
import dev.switchboard.message.StoredBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Holds what a search finds against what is there.
final class Answers {
    /// Pages that a test walks over at most: more are a walk without end.
    private static final int PAGES_MAX = 100_000;

    private final Search search;
    private final ListJournal journal;
    private final List<Missing> missing = new ArrayList<>();

    Answers(ListJournal journal, WordIndex index) {
        this.journal = journal;
        this.search = Search.over(journal, index);
    }

    /// Whether all that is asked comes as it should: all pages in both orders, and the count.
    void areRight(Query query, int limit, int bytesMax) throws IOException {
        List<String> expected = naive(query);
        String asked = query.toString();
        assertThat(walk(query, Order.OLDEST_FIRST, limit, bytesMax)).as(asked).isEqualTo(expected);
        assertThat(walk(query, Order.NEWEST_FIRST, limit, bytesMax)).as(asked).isEqualTo(expected.reversed());
        assertThat(search.count(query, () -> true).messages()).as(asked).isEqualTo(expected.size());
    }

    /// Many random queries.
    void areRight(Lines lines, int queries) throws IOException {
        for (int i = 0; i < queries; i++) {
            areRight(lines.query(), 1 + lines.below(40), 1 + lines.below(4_000));
        }
    }

    /// What has been missing so far.
    List<Missing> missing() {
        return missing;
    }

    List<String> naive(Query query) {
        Matcher matcher = new Matcher(query);
        return journal.messages().stream()
                .filter(one -> matcher.matches(one.batch(), one.from()))
                .map(Answers::shown)
                .toList();
    }

    List<String> walk(Query query, Order order, int limit, int bytesMax) throws IOException {
        List<String> found = new ArrayList<>();
        long beyond = order == Order.NEWEST_FIRST ? Long.MAX_VALUE : 0;
        for (int pages = 0; beyond != Page.END; pages++) {
            assertThat(pages).isLessThan(PAGES_MAX);
            Page page = search.page(query, order, beyond, limit, bytesMax, () -> true);
            assertThat(page.found()).hasSizeLessThanOrEqualTo(limit);
            int bytes =
                    page.found().stream().mapToInt(StoredBatch::payloadBytes).sum();
            assertThat(page.found().size() == 1 || bytes <= bytesMax).isTrue();
            page.found().forEach(one -> found.add(shown(one)));
            missing.addAll(page.missing());
            beyond = page.next();
        }
        return found;
    }

    static String shown(StoredBatch one) {
        assertThat(one.count()).isEqualTo(1);
        byte[] bytes = new byte[one.payloadBytes()];
        one.batch().payload(one.from()).get(bytes);
        return "%d %s %s %s"
                .formatted(
                        one.start(),
                        one.batch().channel(),
                        one.batch().epochMicros(),
                        new String(bytes, StandardCharsets.UTF_8));
    }
}
