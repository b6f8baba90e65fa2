package dev.switchboard.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.message.Missing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A search finds what is there, whatever is indexed of it.
class SearchTest {
    private static final IndexSizes SMALL = new IndexSizes(500, 3_000);

    private final ListJournal journal = new ListJournal();

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void findsWhatIsThereWithoutAnIndex(long seed) throws IOException {
        Lines lines = new Lines(seed);
        fill(lines, 200);
        new Answers(journal, WordIndex.none()).areRight(lines, 40);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6, 7})
    void findsTheSameWhileTheIndexFallsBehindAndCatchesUp(long seed) throws IOException {
        Lines lines = new Lines(seed);
        try (Follower follower = Follower.open(directory, journal, IndexDirectory::noEvent, SMALL)) {
            Answers answers = new Answers(journal, WordIndex.of(follower::ranges));
            for (int i = 0; i < 20; i++) {
                fill(lines, lines.below(40));
                for (int pieces = lines.below(3); pieces > 0; pieces--) {
                    follower.work();
                }
                answers.areRight(lines, 10);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {8, 9, 10})
    void damageAndRetentionChangeNothingOfTheRest(long seed) throws IOException {
        Lines lines = new Lines(seed);
        try (Follower follower = Follower.open(directory, journal, IndexDirectory::noEvent, SMALL)) {
            Answers answers = new Answers(journal, WordIndex.of(follower::ranges));
            for (int i = 0; i < 20; i++) {
                long before = journal.endOffset();
                fill(lines, 1 + lines.below(40));
                journal.lose(before + lines.below((int) (journal.endOffset() - before)));
                if (lines.below(3) == 0) {
                    journal.forgetBelow(journal.startOffset() + lines.below(50));
                }
                fill(lines, 1);
                follower.work();
                follower.tidy();
                answers.areRight(lines, 10);
            }
        }
    }

    @Test
    void saysWhatIsMissingWhereItHadToLook() throws IOException {
        Lines lines = new Lines(11);
        fill(lines, 100);
        long lost = journal.endOffset() / 2;
        journal.lose(lost);
        try (Follower follower = IndexDirectory.caughtUp(directory, journal, SMALL)) {
            Answers answers = new Answers(journal, WordIndex.of(follower::ranges));
            answers.walk(query("absent"), Order.NEWEST_FIRST, 10, 1_000);
            assertThat(answers.missing()).anySatisfy(gap -> {
                assertThat(gap.cause()).isEqualTo(Missing.Cause.DAMAGE);
                assertThat(lost).isBetween(gap.from(), gap.to() - 1);
            });
            Search search = Search.over(journal, WordIndex.of(follower::ranges));
            assertThat(search.count(query("absent"), () -> true).missing()).isNotEmpty();
        }
    }

    @Test
    void readsOnlyWhatMayHoldTheWord() throws IOException {
        Lines lines = new Lines(12);
        fill(lines, 4_000);
        try (Follower follower = IndexDirectory.caughtUp(directory, journal, SMALL)) {
            long before = journal.bytesRead();
            Search search = Search.over(journal, WordIndex.of(follower::ranges));
            search.count(query("absent"), () -> true);
            long read = journal.bytesRead() - before;
            assertThat(read).isLessThan(before / 20);
        }
    }

    @Test
    void countsWithoutReadingWhatIsKnownToBeWanted() throws IOException {
        Lines lines = new Lines(13);
        fill(lines, 1_000);
        try (Follower follower = IndexDirectory.caughtUp(directory, journal, SMALL)) {
            long before = journal.bytesRead();
            Search search = Search.over(journal, WordIndex.of(follower::ranges));
            assertThat(search.count(Query.EVERYTHING, () -> true).messages()).isEqualTo(journal.endOffset());
            assertThat(journal.bytesRead() - before).isLessThan(SMALL.rangeBytes() * 4L);
        }
    }

    @Test
    void endsWhenItIsNotWantedAnyMoreAndGoesOnFromThere() throws IOException {
        Lines lines = new Lines(14);
        fill(lines, 3_000);
        Search search = Search.over(journal, WordIndex.none());
        int[] asked = new int[1];
        Page page = search.page(query("absent"), Order.NEWEST_FIRST, Long.MAX_VALUE, 10, 1_000, () -> ++asked[0] < 3);
        assertThat(page.found()).isEmpty();
        assertThat(page.next()).isBetween(1L, journal.endOffset() - 1);
    }

    private void fill(Lines lines, int batches) {
        for (int i = 0; i < batches; i++) {
            journal.add(lines.batch(10));
        }
    }

    static Query query(String word) {
        return new Query(
                null,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                Severities.ANY,
                null,
                new WantedText.Terms(List.of(new WantedText.Term(word, false))));
    }
}
