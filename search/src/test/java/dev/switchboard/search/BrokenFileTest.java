package dev.switchboard.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever bytes are in a file of the index, no answer is wrong.
class BrokenFileTest {
    private static final IndexSizes SMALL = new IndexSizes(100, 400);

    private final ListJournal journal = new ListJournal();
    private final List<Query> queries = new ArrayList<>();
    private Path file = Path.of("");
    private byte[] whole = {};

    @TempDir
    Path directory;

    @BeforeEach
    void index() throws IOException {
        Lines lines = new Lines(1);
        for (int i = 0; i < 8; i++) {
            journal.add(lines.batch(8));
        }
        IndexDirectory.caughtUp(directory, journal, SMALL).close();
        file = IndexDirectory.files(directory).getFirst();
        whole = Files.readAllBytes(file);
        for (String word : List.of("error", "disk", "peer", "absent", "10.0.0.7")) {
            queries.add(SearchTest.query(word));
        }
    }

    @Test
    void anyBitMayBeWrong() throws IOException {
        for (int i = 0; i < whole.length * 8; i++) {
            byte[] bytes = whole.clone();
            bytes[i >> 3] ^= (byte) (1 << (i & 7));
            answersAreRightWith(bytes);
        }
    }

    @Test
    void theEndMayBeMissing() throws IOException {
        for (int length = 0; length < whole.length; length++) {
            answersAreRightWith(Arrays.copyOf(whole, length));
        }
    }

    @Test
    void zerosMayBeInPlaceOfTheEnd() throws IOException {
        for (int length = 0; length < whole.length; length++) {
            answersAreRightWith(Arrays.copyOf(Arrays.copyOf(whole, length), whole.length));
        }
    }

    @Test
    void moreMayFollow() throws IOException {
        answersAreRightWith(Arrays.copyOf(whole, whole.length + 1));
    }

    @Test
    void aFileFoundBrokenWhileItIsUsedIsMadeAnew() throws IOException {
        byte[] bytes = whole.clone();
        bytes[bytes.length - 1] ^= 1;
        replace(bytes);
        List<WordIndexEvent> events = new ArrayList<>();
        try (Follower follower = Follower.open(directory, journal, events::add, SMALL)) {
            IndexDirectory.catchUp(follower);
            assertThat(events).isEmpty();
            new Answers(journal, WordIndex.of(follower::ranges)).areRight(queries.getFirst(), 100, 10_000);
            follower.tidy();
            assertThat(events).hasSize(1);
            IndexDirectory.catchUp(follower);
            assertThat(Files.readAllBytes(file)).isEqualTo(whole);
            new Answers(journal, WordIndex.of(follower::ranges)).areRight(queries.getFirst(), 100, 10_000);
        }
    }

    private void answersAreRightWith(byte[] bytes) throws IOException {
        replace(bytes);
        Answers answers = new Answers(journal, WordIndex.read(directory, journal));
        for (Query query : queries) {
            answers.areRight(query, 100, 10_000);
        }
    }

    /// Under the same name, but not in the same file: the one before may still be mapped.
    private void replace(byte[] bytes) throws IOException {
        Files.delete(file);
        Files.write(file, bytes);
    }
}
