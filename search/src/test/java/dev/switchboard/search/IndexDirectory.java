package dev.switchboard.search;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Indexes of tests.
final class IndexDirectory {
    private IndexDirectory() {}

    /// For an index of which nothing is to be told.
    static void noEvent(WordIndexEvent event) {
        fail("unexpected: " + event);
    }

    /// A follower that has nothing more to do.
    static Follower caughtUp(Path directory, ListJournal journal, IndexSizes sizes) throws IOException {
        Follower follower = Follower.open(directory, journal, IndexDirectory::noEvent, sizes);
        catchUp(follower);
        return follower;
    }

    static void catchUp(Follower follower) throws IOException {
        while (follower.work()) {
            // goes on
        }
    }

    /// Its files, in order.
    static List<Path> files(Path directory) throws IOException {
        return WordFiles.list(directory, "");
    }

    static long bytes(Path directory) throws IOException {
        long bytes = 0;
        for (Path file : files(directory)) {
            bytes += Files.size(file);
        }
        return bytes;
    }
}
