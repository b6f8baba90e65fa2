package dev.switchboard.search;

import dev.switchboard.journal.JournalView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The files of an index that are right, by their first offset. Not thread-safe.
final class WordFiles {
    static final String NOT_AS_WRITTEN = "it is not what was written";

    /// Told of a file that is not right.
    @FunctionalInterface
    interface Wrong {
        void file(Path path, String problem) throws IOException;
    }

    private final TreeMap<Long, WordFile> byStart = new TreeMap<>();

    /// Looks at what is there: files of this journal that are whole and do not overlap.
    static WordFiles load(Path directory, JournalView journal, Wrong wrong) throws IOException {
        WordFiles files = new WordFiles();
        for (Path path : list(directory, WordFile.SUFFIX)) {
            files.load(path, journal.endOffset(), wrong);
        }
        files.know(directory, journal, wrong);
        return files;
    }

    /// The files whose names end so, in order.
    static List<Path> list(Path directory, String suffix) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(path -> path.getFileName().toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private void load(Path path, long end, Wrong wrong) throws IOException {
        Optional<WordFile> read;
        try {
            read = WordFile.read(path);
        } catch (NoSuchFileException e) {
            return; // Its messages are no longer kept.
        }
        WordFile file = read.orElse(null);
        if (file == null || !path.getFileName().toString().equals(file.name())) {
            wrong.file(path, NOT_AS_WRITTEN);
        } else if (file.to() > end) {
            wrong.file(path, "the journal ends before");
        } else if (!byStart.isEmpty()
                && file.from() < byStart.lastEntry().getValue().to()) {
            wrong.file(path, "it overlaps the one before");
        } else {
            byStart.put(file.from(), file);
        }
    }

    /// Keeps the files up to the last one whose mark the journal has: what is before that is of this
    /// journal, too.
    private void know(Path directory, JournalView journal, Wrong wrong) throws IOException {
        while (!byStart.isEmpty() && !byStart.lastEntry().getValue().mark().isIn(journal)) {
            WordFile file = byStart.pollLastEntry().getValue();
            if (file.to() > journal.startOffset()) {
                wrong.file(directory.resolve(file.name()), "it is of another journal");
            } else {
                wrong.file(directory.resolve(file.name()), "its messages are no longer kept");
            }
        }
    }

    /// All, in order.
    Collection<WordFile> all() {
        return byStart.values();
    }

    void add(WordFile file) {
        byStart.put(file.from(), file);
    }

    /// Forgets a file.
    void remove(WordFile file) {
        byStart.remove(file.from());
    }

    /// The first offset, from this one on, that is in no file.
    long firstHole(long from) {
        long hole = from;
        Map.Entry<Long, WordFile> floor = byStart.floorEntry(hole);
        while (floor != null && hole < floor.getValue().to()) {
            hole = floor.getValue().to();
            floor = byStart.floorEntry(hole);
        }
        return hole;
    }

    /// Where the hole that this offset is in ends; the greatest number when no file follows.
    long holeEnd(long offset) {
        Long next = byStart.higherKey(offset);
        return next == null ? Long.MAX_VALUE : next;
    }
}
