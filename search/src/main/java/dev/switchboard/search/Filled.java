package dev.switchboard.search;

import dev.switchboard.message.StoredBatch;
import java.util.ArrayList;
import java.util.List;

/// The first messages that fit into a page. Not thread-safe.
final class Filled {
    private final List<StoredBatch> found = new ArrayList<>();
    private final int limit;
    private final int bytesMax;
    private int bytes;
    private long next = -1;

    Filled(int limit, int bytesMax) {
        this.limit = limit;
        this.bytesMax = bytesMax;
    }

    boolean add(StoredBatch stored, int index) {
        int length = stored.batch().end(index) - stored.batch().start(index);
        if (!found.isEmpty() && (long) bytes + length > bytesMax) {
            next = stored.offset(index);
            return false;
        }
        found.add(Single.of(stored, index));
        bytes += length;
        if (found.size() == limit) {
            next = stored.offset(index) + 1;
            return false;
        }
        return true;
    }

    /// Where the next page begins; -1 while this one is not full.
    long next() {
        return next;
    }

    List<StoredBatch> found() {
        return found;
    }
}
