package dev.switchboard.search;

import dev.switchboard.journal.JournalView;
import java.nio.file.Path;

/// Which words are where in a journal. Never needed for a right answer: what is not in it is read. Thread-safe.
public final class WordIndex implements AutoCloseable {
    private WordIndex() {}

    /// Opens the index in a directory, which is made if it is not there, and has it follow the journal until closed, on
    /// a thread of its own. To be closed before the journal.
    public static WordIndex open(Path directory, JournalView journal, WordIndexEvents events) {
        return new WordIndex();
    }

    /// Looks only at what a server has written, which may be running.
    public static WordIndex read(Path directory, JournalView journal) {
        return new WordIndex();
    }

    /// Knows nothing.
    public static WordIndex none() {
        return new WordIndex();
    }

    Ranges ranges() {
        return Ranges.NONE;
    }

    /// Ends its thread.
    @Override
    public void close() {}
}
