package dev.switchboard.search;

import dev.switchboard.journal.JournalReader;
import dev.switchboard.journal.JournalView;
import dev.switchboard.message.Batch;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.Missing;
import dev.switchboard.message.StoredBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What can be read of a journal, from memory; messages are added, lost and forgotten as the test says. Thread-safe.
final class ListJournal implements JournalView {
    private final TreeMap<Long, StoredBatch> stored = new TreeMap<>();
    private long start;
    private long end;
    private long bytesRead;
    private boolean failing;

    synchronized void add(Batch batch) {
        stored.put(end, new StoredBatch(end, batch));
        end += batch.count();
    }

    /// Removes the batch at this offset, as damage does.
    synchronized void lose(long offset) {
        stored.remove(stored.floorKey(offset));
    }

    /// Removes what is below this offset, as retention does.
    synchronized void forgetBelow(long offset) {
        start = offset;
        stored.values().removeIf(each -> each.end() <= offset);
    }

    /// Whether reads fail from now on.
    synchronized void fail(boolean fails) {
        failing = fails;
    }

    /// The payload of all that was read so far.
    synchronized long bytesRead() {
        return bytesRead;
    }

    /// All messages that are there, alone, in order.
    synchronized List<StoredBatch> messages() {
        List<StoredBatch> all = new ArrayList<>();
        for (StoredBatch batch : stored.values()) {
            for (int i = batch.from(); i < batch.to(); i++) {
                if (batch.offset(i) >= start) {
                    all.add(new StoredBatch(batch.firstOffset(), batch.batch(), i, i + 1));
                }
            }
        }
        return all;
    }

    @Override
    public synchronized long startOffset() {
        return start;
    }

    @Override
    public synchronized long endOffset() {
        return end;
    }

    @Override
    public JournalReader read(@Nullable ChannelName channel, long offset) {
        return new Reader(offset);
    }

    @Override
    public synchronized long offsetAt(long epochMicros) {
        return stored.values().stream()
                .filter(batch -> batch.batch().epochMicros() >= epochMicros)
                .mapToLong(StoredBatch::start)
                .findFirst()
                .orElse(end);
    }

    private final class Reader implements JournalReader {
        private long offset;

        Reader(long offset) {
            this.offset = offset;
        }

        @Override
        public List<Found> next(int bytesMax) throws IOException {
            synchronized (ListJournal.this) {
                if (failing) {
                    throw new IOException("the disk failed");
                }
                List<Found> found = new ArrayList<>();
                for (int bytes = 0; bytes < bytesMax && offset < end; ) {
                    var at = stored.floorEntry(offset);
                    if (at != null && at.getValue().end() > offset && offset >= start) {
                        StoredBatch batch = at.getValue().startingAt(offset);
                        found.add(new Found.Messages(batch));
                        bytes += batch.payloadBytes();
                        bytesRead += batch.payloadBytes();
                        offset = batch.end();
                    } else {
                        Long next = stored.higherKey(offset);
                        boolean forgotten = offset < start;
                        long to = forgotten ? start : next == null ? end : next;
                        Missing.Cause cause = forgotten ? Missing.Cause.RETENTION : Missing.Cause.DAMAGE;
                        found.add(new Found.Gap(new Missing(offset, to, cause)));
                        offset = to;
                    }
                }
                return found;
            }
        }

        @Override
        public long offset() {
            return offset;
        }

        @Override
        public void close() {}
    }
}
