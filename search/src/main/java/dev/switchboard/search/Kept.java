package dev.switchboard.search;

import dev.switchboard.message.StoredBatch;
import java.util.ArrayDeque;
import java.util.List;

/// The last messages of a span that fit into what is left of a page. Not thread-safe.
final class Kept {
    private final ArrayDeque<StoredBatch> last = new ArrayDeque<>();
    private final int limit;
    private final int bytesMax;
    private final boolean atLeastOne;
    private int bytes;
    private boolean full;

    /// @param atLeastOne keep the last one even when it is too large
    Kept(int limit, int bytesMax, boolean atLeastOne) {
        this.limit = limit;
        this.bytesMax = bytesMax;
        this.atLeastOne = atLeastOne;
    }

    boolean add(StoredBatch stored, int index) {
        StoredBatch one = Single.of(stored, index);
        last.add(one);
        bytes += one.payloadBytes();
        while (last.size() > limit || (bytes > bytesMax && last.size() > (atLeastOne ? 1 : 0))) {
            bytes -= last.remove().payloadBytes();
            full = true;
        }
        return true;
    }

    /// Whether the page ends with these.
    boolean isFull() {
        return full || last.size() == limit;
    }

    /// The offset of the first of these, or `none` when there is none.
    long first(long none) {
        StoredBatch first = last.peek();
        return first == null ? none : first.start();
    }

    int count() {
        return last.size();
    }

    int bytes() {
        return bytes;
    }

    List<StoredBatch> newestFirst() {
        return List.copyOf(last.reversed());
    }
}
