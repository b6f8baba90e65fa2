package dev.switchboard.journal.disk;

import java.io.IOException;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/// Where the journal is written: the segment in use, and how the next one comes. For whoever commits.
///
/// ```
///           ┌── full, or a spare is ready and this one grows ──┐
///           ▼                                                   │
///  ──► writing ── a force fails ──► none ── the next group ──► writing
/// ```
final class Tail {
    /// A spare is begun when this part of the segment in use is full, so that it is ready when the rest is, mostly.
    private static final int SPARE_WHEN_FULL_PART = 4;

    private final Disk disk;
    private final JournalOptions options;
    private final JournalEvents events;
    private final MicrosClock clock;
    private final Segments segments;
    private final Upkeep upkeep;
    private final SecureRandom random = new SecureRandom();
    private @Nullable SegmentWriter writer;
    private long lastNumber;
    private boolean mayHaveFailed;

    /// @param writer the segment to go on with, in `segments` already
    /// @param lastNumber the highest number of a segment that has been used
    Tail(Journaled journaled, Upkeep upkeep, SegmentWriter writer, long lastNumber) {
        this.disk = journaled.disk();
        this.options = journaled.options();
        this.events = journaled.events();
        this.clock = journaled.clock();
        this.segments = journaled.segments();
        this.upkeep = upkeep;
        this.writer = writer;
        this.lastNumber = lastNumber;
    }

    /// The segment to write to, with room for this many bytes.
    ///
    /// @param offset the end of the journal
    SegmentWriter ready(int bytes, long offset) throws IOException {
        removeFailed();
        SegmentWriter current = writer;
        if (current == null || isDue(current, bytes)) {
            SegmentWriter next = create(offset);
            if (current != null) {
                leave(current);
            }
            segments.add(next.segment());
            writer = next;
            current = next;
        }
        return current;
    }

    /// Whether [#ready] has nothing to do but return the segment in use.
    boolean isReady(int bytes) {
        SegmentWriter current = writer;
        return current != null && !mayHaveFailed && !isDue(current, bytes);
    }

    private boolean isDue(SegmentWriter current, int bytes) {
        if (current.isEmpty()) {
            return false;
        }
        long limit = current.isPrewritten() ? current.prewrittenTo() : options.segmentBytesMax();
        return current.position() + bytes > limit || (!current.isPrewritten() && upkeep.hasSpare());
    }

    private SegmentWriter create(long offset) throws IOException {
        var header = new SegmentHeader(lastNumber + 1, offset, clock.micros(), random.nextLong());
        Spare spare = upkeep.takeSpare();
        mayHaveFailed = true;
        SegmentWriter created = spare == null
                ? SegmentWriter.create(disk, options.sync(), header, 0)
                : SegmentWriter.create(disk, header, spare);
        mayHaveFailed = false;
        lastNumber++;
        return created;
    }

    /// A segment that could not be made to its end must be gone before anything is written to the one before it: its
    /// first offset would exclude that at the next start.
    private void removeFailed() throws IOException {
        if (mayHaveFailed) {
            disk.delete(FileNames.segment(lastNumber + 1));
            disk.forceNames();
            mayHaveFailed = false;
        }
    }

    private void leave(SegmentWriter full) {
        close(full);
        upkeep.seal(full.segment(), full.index());
    }

    /// After a group: asks for a spare when the next segment is not far.
    void writeAhead() {
        SegmentWriter current = writer;
        if (current != null
                && options.firstSegmentBytes() > 0
                && options.sync() == Sync.FORCE // only a force is quicker for it
                && (!current.isPrewritten() || current.position() > current.prewrittenTo() / SPARE_WHEN_FULL_PART)) {
            long bytes =
                    Math.max(options.firstSegmentBytes(), 2 * current.segment().fileBytes());
            upkeep.prepareSpare(Math.min(options.segmentBytesMax(), bytes));
        }
    }

    /// A write to this segment failed: goes on with it if what was written in part can be taken away, else without.
    void writeFailed() {
        SegmentWriter current = writer;
        if (current != null && !cutBack(current)) {
            abandon(current);
        }
    }

    /// A force of this segment failed: it is not written to again.
    void forceFailed() {
        SegmentWriter current = writer;
        if (current != null) {
            cutBack(current);
            abandon(current);
        }
    }

    private boolean cutBack(SegmentWriter current) {
        try {
            current.cutBack();
            return true;
        } catch (IOException e) {
            events.on(new JournalEvent.UpkeepFailed(
                    "cut back " + current.segment().name(), Problems.of(e)));
            return false;
        }
    }

    private void abandon(SegmentWriter current) {
        writer = null;
        if (current.isEmpty()) {
            segments.remove(current.segment());
            close(current);
            upkeep.delete(current.segment());
        } else {
            leave(current);
        }
    }

    /// Ends in order: a mark shows that all before it is complete.
    void close() {
        SegmentWriter current = writer;
        if (current != null) {
            try {
                current.mark(clock.micros());
            } catch (IOException e) {
                events.on(new JournalEvent.UpkeepFailed(
                        "mark " + current.segment().name(), Problems.of(e)));
                cutBack(current);
            }
            close(current);
        }
    }

    private void close(SegmentWriter left) {
        try {
            left.close();
        } catch (IOException e) {
            events.on(new JournalEvent.UpkeepFailed("close " + left.segment().name(), Problems.of(e)));
        }
    }
}
