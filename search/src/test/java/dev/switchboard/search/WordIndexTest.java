package dev.switchboard.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The index as a server has it: with its thread.
class WordIndexTest {
    private final ListJournal journal = new ListJournal();
    private final Lines lines = new Lines(1);
    private final List<WordIndexEvent> events = new CopyOnWriteArrayList<>();

    @TempDir
    Path directory;

    @Test
    void followsTheJournalWhileItIsSearched() throws IOException {
        try (WordIndex index = WordIndex.open(directory.resolve("search"), journal, events::add)) {
            Answers answers = new Answers(journal, index);
            for (int i = 0; i < 5; i++) {
                fill(2_000);
                answers.areRight(lines, 1);
            }
            await().until(() -> index.offsets() > journal.endOffset() / 2);
            answers.areRight(lines, 3);
        }
        assertThat(events).isEmpty();
    }

    @Test
    void saysOnceThatItCannotWriteAndThatItCanAgain() throws IOException {
        Path inTheWay = Files.createFile(directory.resolve("search"));
        fill(5_000);
        try (WordIndex index = WordIndex.open(inTheWay, journal, events::add)) {
            await().until(() -> !events.isEmpty());
            new Answers(journal, index).areRight(lines, 1);
            Files.delete(inTheWay);
            await().until(() -> index.offsets() > 0 && events.size() == 2);
        }
        assertThat(events.getFirst()).isInstanceOf(WordIndexEvent.Failing.class);
        assertThat(events.getLast()).isEqualTo(new WordIndexEvent.Working());
    }

    @Test
    void answersAreRightAfterItIsClosed() throws IOException {
        fill(100);
        WordIndex index = WordIndex.open(directory, journal, events::add);
        index.close();
        index.close();
        fill(100);
        new Answers(journal, index).areRight(lines, 10);
    }

    @Test
    void whatCannotBeReadIsAsIfItWasNotThere() throws IOException {
        fill(100);
        Path nowhere = directory.resolve("nowhere");
        new Answers(journal, WordIndex.read(nowhere, journal)).areRight(lines, 10);
        assertThat(nowhere).doesNotExist();
    }

    private void fill(int batches) {
        for (int i = 0; i < batches; i++) {
            journal.add(lines.batch(10));
        }
    }
}
