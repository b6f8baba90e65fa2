package dev.switchboard.journal.disk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All segments, in order. Readers see a snapshot. Thread-safe.
final class Segments {
    private final Object removing = new Object();
    private volatile List<Segment> all;

    Segments(List<Segment> all) {
        this.all = List.copyOf(all);
    }

    List<Segment> all() {
        return all;
    }

    synchronized void add(Segment segment) {
        List<Segment> more = new ArrayList<>(all);
        more.add(segment);
        all = List.copyOf(more);
    }

    void remove(Segment segment) {
        synchronized (removing) {
            synchronized (this) {
                List<Segment> fewer = new ArrayList<>(all);
                fewer.remove(segment);
                all = List.copyOf(fewer);
            }
        }
    }

    /// What is done with the files of a segment.
    interface Work {
        void run() throws IOException;
    }

    /// Does something unless the segment was removed; nobody removes it meanwhile. Adding goes on.
    ///
    /// @return whether it was done
    boolean whileKept(Segment segment, Work work) throws IOException {
        synchronized (removing) {
            boolean kept = all.contains(segment);
            if (kept) {
                work.run();
            }
            return kept;
        }
    }

    /// The place of the last one that begins at this offset or before; -1 when there is none.
    static int floor(List<Segment> segments, long offset) {
        int low = 0;
        int high = segments.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (segments.get(middle).firstOffset() <= offset) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    /// The one in use, or the last one that was; null when there is none.
    @Nullable
    Segment last() {
        List<Segment> now = all;
        return now.isEmpty() ? null : now.getLast();
    }
}
