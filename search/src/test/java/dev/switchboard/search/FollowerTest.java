package dev.switchboard.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an index on disk goes through, answers stay right.
class FollowerTest {
    private static final IndexSizes SMALL = new IndexSizes(400, 2_000);

    private final ListJournal journal = new ListJournal();
    private final Lines lines = new Lines(1);
    private final List<WordIndexEvent> events = new ArrayList<>();

    @TempDir
    Path directory;

    @Test
    void goesOnWhereItWasAfterARestart() throws IOException {
        fill(500);
        IndexDirectory.caughtUp(directory, journal, SMALL).close();
        long whole = journal.bytesRead();
        IndexDirectory.caughtUp(directory, journal, SMALL).close();
        assertThat(journal.bytesRead() - whole).isLessThan(2 * SMALL.fileBytes());
    }

    @Test
    void aReaderSeesTheFilesOfARunningServer() throws IOException {
        fill(500);
        try (Follower follower = IndexDirectory.caughtUp(directory, journal, SMALL)) {
            WordIndex index = WordIndex.read(directory, journal);
            long before = journal.bytesRead();
            Search.over(journal, index).count(SearchTest.query("absent"), () -> true);
            assertThat(journal.bytesRead() - before).isLessThan(4 * SMALL.fileBytes());
            new Answers(journal, index).areRight(lines, 50);
            assertThat(follower.ranges().holding(0)).isNotNull();
        }
    }

    @Test
    void filesOfWhatIsNoLongerKeptAreDeleted() throws IOException {
        fill(500);
        try (Follower follower = IndexDirectory.caughtUp(directory, journal, SMALL)) {
            int before = IndexDirectory.files(directory).size();
            journal.forgetBelow(journal.endOffset() / 2);
            follower.tidy();
            assertThat(IndexDirectory.files(directory)).hasSizeBetween(before / 3, before * 2 / 3);
            new Answers(journal, WordIndex.of(follower::ranges)).areRight(lines, 50);
        }
    }

    @Test
    void aMissingFileIsMadeAnew() throws IOException {
        fill(500);
        IndexDirectory.caughtUp(directory, journal, SMALL).close();
        List<Path> files = IndexDirectory.files(directory);
        Files.delete(files.get(files.size() / 2));
        Files.delete(files.getFirst());
        try (Follower follower = IndexDirectory.caughtUp(directory, journal, SMALL)) {
            assertThat(IndexDirectory.files(directory)).containsAll(files);
            new Answers(journal, WordIndex.of(follower::ranges)).areRight(lines, 50);
        }
    }

    @Test
    void filesOfAnotherJournalAreDiscarded() throws IOException {
        fill(500);
        IndexDirectory.caughtUp(directory, journal, SMALL).close();
        int files = IndexDirectory.files(directory).size();
        ListJournal other = new ListJournal();
        Lines otherLines = new Lines(2);
        for (int i = 0; i < 700; i++) {
            other.add(otherLines.batch(10));
        }
        Search search = Search.over(other, WordIndex.read(directory, other));
        assertThat(search.count(Query.EVERYTHING, () -> true).messages()).isEqualTo(other.endOffset());
        try (Follower follower = Follower.open(directory, other, events::add, SMALL)) {
            assertThat(events).hasSize(files).allMatch(event -> event instanceof WordIndexEvent.Discarded);
            IndexDirectory.catchUp(follower);
            new Answers(other, WordIndex.of(follower::ranges)).areRight(otherLines, 50);
        }
    }

    @Test
    void ofAJournalThatWentAnotherWayTheCommonFilesStay() throws IOException {
        fill(300);
        ListJournal other = new ListJournal();
        Lines same = new Lines(1);
        for (int i = 0; i < 150; i++) {
            other.add(same.batch(10));
        }
        Lines different = new Lines(3);
        for (int i = 0; i < 300; i++) {
            other.add(different.batch(10));
        }
        IndexDirectory.caughtUp(directory, journal, SMALL).close();
        int files = IndexDirectory.files(directory).size();
        try (Follower follower = Follower.open(directory, other, events::add, SMALL)) {
            assertThat(IndexDirectory.files(directory)).hasSizeBetween(files / 4, files * 3 / 4);
            new Answers(other, WordIndex.of(follower::ranges)).areRight(different, 50);
        }
    }

    @Test
    void anUnfinishedFileIsDeletedAtTheNextStart() throws IOException {
        fill(200);
        IndexDirectory.caughtUp(directory, journal, SMALL).close();
        Path unfinished = directory.resolve("0000000000000000777.words.new");
        Files.write(unfinished, new byte[100]);
        IndexDirectory.caughtUp(directory, journal, SMALL).close();
        assertThat(unfinished).doesNotExist();
    }

    @Test
    void aFailureOfTheDiskIsThrownAndTheNextTryGoesOn() throws IOException {
        fill(100);
        try (Follower follower = Follower.open(directory, journal, IndexDirectory::noEvent, SMALL)) {
            follower.work();
            journal.fail(true);
            assertThatThrownBy(follower::work).isInstanceOf(IOException.class);
            journal.fail(false);
            IndexDirectory.catchUp(follower);
            new Answers(journal, WordIndex.of(follower::ranges)).areRight(lines, 50);
        }
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsTriedAgain() throws IOException {
        fill(100);
        try (Follower follower = Follower.open(directory, journal, IndexDirectory::noEvent, SMALL)) {
            Files.delete(directory);
            assertThatThrownBy(() -> IndexDirectory.catchUp(follower)).isInstanceOf(IOException.class);
            new Answers(journal, WordIndex.of(follower::ranges)).areRight(lines, 20);
            Files.createDirectory(directory);
            IndexDirectory.catchUp(follower);
            assertThat(IndexDirectory.files(directory)).isNotEmpty();
            new Answers(journal, WordIndex.of(follower::ranges)).areRight(lines, 50);
        }
    }

    private void fill(int batches) {
        for (int i = 0; i < batches; i++) {
            journal.add(lines.batch(10));
        }
    }
}
