package dev.switchboard.search;

import dev.switchboard.journal.JournalView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/// Which words are where in a journal. Never needed for a right answer: what is not in it is read.
/// Thread-safe.
///
/// It is files in a directory of its own, described in `docs/search-index.md`.
public final class WordIndex implements AutoCloseable {
    private final Supplier<Ranges> ranges;
    private final Runnable close;

    private WordIndex(Supplier<Ranges> ranges, Runnable close) {
        this.ranges = ranges;
        this.close = close;
    }

    /// Opens the index in a directory, which is made if it is not there, and has it follow the journal on
    /// the thread `search-index`, a daemon, until closed. Returns at once, whatever the state of the
    /// directory; a failure of the disk is told and tried again. To be closed before the journal.
    ///
    /// @param directory that nobody else writes to
    public static WordIndex open(Path directory, JournalView journal, WordIndexEvents events) {
        return open(directory, journal, events, () -> {});
    }

    /// The same, on a machine where threads can be told to leave the processor to others.
    ///
    /// @param giveWay tells the thread that runs it so
    public static WordIndex open(Path directory, JournalView journal, WordIndexEvents events, Runnable giveWay) {
        IndexThread thread = new IndexThread(directory, journal, events, giveWay);
        thread.start();
        return new WordIndex(thread::ranges, thread::close);
    }

    /// Looks only at what a server has written, which may be running, and writes nothing. What cannot be
    /// read is as if it was not there.
    public static WordIndex read(Path directory, JournalView journal) {
        try {
            WordFiles files = WordFiles.load(directory, journal, (_, _) -> {});
            Ranges present = new IndexedRanges(files.all(), List.of());
            return new WordIndex(() -> present, () -> {});
        } catch (IOException e) {
            return none();
        }
    }

    /// Knows what it is told, at each search.
    static WordIndex of(Supplier<Ranges> ranges) {
        return new WordIndex(ranges, () -> {});
    }

    /// Knows nothing.
    public static WordIndex none() {
        return new WordIndex(() -> Ranges.NONE, () -> {});
    }

    /// How many offsets of the journal are indexed now. The last few thousand messages never are.
    public long offsets() {
        return ranges().offsets();
    }

    /// What is indexed now.
    Ranges ranges() {
        return ranges.get();
    }

    /// Ends its thread. Searches may go on.
    @Override
    public void close() {
        close.run();
    }
}
