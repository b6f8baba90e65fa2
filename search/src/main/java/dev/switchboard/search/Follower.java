package dev.switchboard.search;

import dev.switchboard.journal.JournalReader;
import dev.switchboard.journal.JournalReader.Found;
import dev.switchboard.journal.JournalView;
import dev.switchboard.message.Missing;
import dev.switchboard.message.StoredBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Follows a journal and indexes it, a piece at a time; what is indexed already is not done again. Whoever
/// calls brings the thread. Not thread-safe but for [#ranges()].
final class Follower implements AutoCloseable {
    private final Path directory;
    private final JournalView journal;
    private final WordIndexEvents events;
    private final WordFiles files;
    private final IndexSizes sizes;
    private final RangeBuilder range;

    /// In no file yet, consecutive, up to where `range` begins.
    private final List<Range> growing = new ArrayList<>();

    private long growingBytes;
    private Mark mark = Mark.NONE;
    private @Nullable JournalReader reader;
    private long holeEnd;
    private volatile Ranges ranges = Ranges.NONE;

    private Follower(Path directory, JournalView journal, WordIndexEvents events, IndexSizes sizes, WordFiles files) {
        this.directory = directory;
        this.journal = journal;
        this.events = events;
        this.files = files;
        this.sizes = sizes;
        this.range = new RangeBuilder(sizes.rangeBytes());
        publish();
    }

    /// Takes over what is in a directory, which is made if it is not there; what is not right is deleted.
    static Follower open(Path directory, JournalView journal, WordIndexEvents events, IndexSizes sizes)
            throws IOException {
        Files.createDirectories(directory);
        for (Path unfinished : WordFiles.list(directory, WordFile.UNFINISHED)) {
            Files.delete(unfinished);
        }
        WordFiles files = WordFiles.load(directory, journal, (path, problem) -> {
            Files.delete(path);
            events.on(new WordIndexEvent.Discarded(path.getFileName().toString(), problem));
        });
        return new Follower(directory, journal, events, sizes, files);
    }

    /// What is indexed now. Thread-safe.
    Ranges ranges() {
        return ranges;
    }

    /// Indexes the next piece: about what a range has.
    ///
    /// @return false when there is nothing to do, for now
    /// @throws IOException when the disk fails; to be tried again later
    boolean work() throws IOException {
        writeWhenDue();
        JournalReader at = reader;
        if (at == null || holeEnd <= range.to()) {
            at = begin();
        }
        List<Found> all = at.next(sizes.rangeBytes());
        for (Found found : all) {
            switch (found) {
                case Found.Messages(StoredBatch stored) -> add(stored);
                case Found.Gap(Missing gap) -> range.addGap(Math.min(gap.to(), holeEnd));
            }
            if (range.to() >= holeEnd) {
                endHole();
                break;
            }
        }
        return !all.isEmpty();
    }

    /// The first offset that is not taken yet, as far as it has come.
    long next() {
        return range.to();
    }

    /// Begins at the first hole.
    private JournalReader begin() {
        closeReader();
        long from = files.firstHole(journal.startOffset());
        holeEnd = files.holeEnd(from);
        range.begin(from);
        mark = Mark.NONE;
        JournalReader begun = journal.read(null, from);
        reader = begun;
        return begun;
    }

    private void add(StoredBatch stored) throws IOException {
        int end = (int) Math.min(stored.to(), holeEnd - stored.firstOffset());
        int index = stored.from();
        while (index < end) {
            index = range.add(stored, index, end);
            if (range.isFull()) {
                endRange();
            }
        }
    }

    private void endRange() {
        growing.add(range.build());
        growingBytes += range.bytes();
        mark = range.mark(mark);
        range.begin(range.to());
        publish();
    }

    private void endHole() throws IOException {
        if (!range.isEmpty()) {
            endRange();
        }
        closeReader();
        write();
    }

    private void writeWhenDue() throws IOException {
        boolean full = growingBytes >= sizes.fileBytes() || growing.size() >= WordFile.RANGES_MAX;
        if (full || (holeEnd <= range.to() && !growing.isEmpty())) {
            write();
        }
    }

    private void write() throws IOException {
        if (growing.isEmpty()) {
            return;
        }
        WordFile file = new WordFile(mark, growing);
        file.write(directory);
        WordFile mapped = WordFile.read(directory.resolve(file.name()))
                .orElseThrow(() -> new IOException("the file " + file.name() + " is not what was written"));
        files.add(mapped);
        growing.clear();
        growingBytes = 0;
        publish();
    }

    /// Deletes files whose messages are no longer kept, and those found to be broken, which are made anew.
    void tidy() throws IOException {
        long start = journal.startOffset();
        List<WordFile> all = List.copyOf(files.all());
        for (WordFile file : all) {
            boolean broken = file.isBroken();
            if (broken || file.to() <= start) {
                Files.deleteIfExists(directory.resolve(file.name()));
                files.remove(file);
                publish();
            }
            if (broken) {
                events.on(new WordIndexEvent.Discarded(file.name(), WordFiles.NOT_AS_WRITTEN));
                write();
                closeReader();
            }
        }
    }

    private void publish() {
        ranges = new IndexedRanges(files.all(), growing);
    }

    private void closeReader() {
        JournalReader present = reader;
        reader = null;
        if (present != null) {
            present.close();
        }
    }

    @Override
    public void close() {
        closeReader();
    }
}
