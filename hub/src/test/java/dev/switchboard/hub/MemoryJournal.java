package dev.switchboard.hub;

import dev.switchboard.journal.Journal;
import dev.switchboard.journal.JournalReader;
import dev.switchboard.journal.Publication;
import dev.switchboard.message.Batch;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.Missing;
import dev.switchboard.message.ProducerId;
import dev.switchboard.message.StoredBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A journal in memory, whose groups end when the test says so. Keeps a journal's promises.
final class MemoryJournal implements Journal {
    private final Runnable afterGroup;
    private final List<StoredBatch> stored = new ArrayList<>();
    private final Map<ProducerId, Long> counts = new HashMap<>();
    private List<Publication> waiting = new ArrayList<>();
    private long end;
    private long lostBelow;
    private int reads;
    private int failingRead = -1;
    private boolean storesAtClose;

    MemoryJournal(Runnable afterGroup) {
        this.afterGroup = afterGroup;
    }

    /// Stores all that waits as one group, on the calling thread.
    void commit() {
        List<Publication> group;
        List<@Nullable StoredBatch> done = new ArrayList<>();
        synchronized (this) {
            group = waiting;
            waiting = new ArrayList<>();
            for (Publication publication : group) {
                done.add(publication.isWanted() ? store(publication.batch()) : null);
            }
        }
        for (int i = 0; i < group.size(); i++) {
            StoredBatch each = done.get(i);
            if (each == null) {
                group.get(i).refused("not wanted");
            } else {
                count(each.batch());
                group.get(i).stored(each);
            }
        }
        afterGroup.run();
    }

    private StoredBatch store(Batch batch) {
        StoredBatch done = new StoredBatch(end, batch);
        end += batch.count();
        if (batch.count() > 0) {
            stored.add(done);
        }
        return done;
    }

    private synchronized void count(Batch batch) {
        if (batch.producer() != null) {
            counts.merge(batch.producer(), (long) batch.count(), Long::sum);
        }
    }

    /// How many publications wait.
    synchronized int waiting() {
        return waiting.size();
    }

    /// Refuses all that waits.
    void fail(String problem) {
        List<Publication> group;
        synchronized (this) {
            group = waiting;
            waiting = new ArrayList<>();
        }
        group.forEach(publication -> publication.refused(problem));
        afterGroup.run();
    }

    /// Refuses all that waits, after something else has happened.
    void failFirst(String problem, Runnable meanwhile) {
        List<Publication> group;
        synchronized (this) {
            group = waiting;
            waiting = new ArrayList<>();
        }
        meanwhile.run();
        group.forEach(publication -> publication.refused(problem));
        afterGroup.run();
    }

    /// From now on what waits at the end is stored.
    void closeByStoring() {
        storesAtClose = true;
    }

    /// Forgets everything below this offset.
    synchronized void forgetBelow(long offset) {
        lostBelow = offset;
    }

    /// Lets one read fail: the one that comes after so many more.
    synchronized void failReadAfter(int more) {
        failingRead = reads + more + 1;
    }

    /// How often a reader asked for more.
    synchronized int reads() {
        return reads;
    }

    @Override
    public synchronized void append(Publication publication) {
        waiting.add(publication);
    }

    @Override
    public synchronized long waitingBytes() {
        return waiting.stream().mapToLong(each -> each.batch().payloadBytes()).sum();
    }

    @Override
    public synchronized long startOffset() {
        return lostBelow;
    }

    @Override
    public synchronized long endOffset() {
        return end;
    }

    @Override
    public JournalReader read(@Nullable ChannelName channel, long offset) {
        return new Reader(channel, offset);
    }

    @Override
    public synchronized long lastOffset(ChannelName channel, int count) {
        long from = end;
        int found = 0;
        for (StoredBatch batch : stored.reversed()) {
            for (int i = batch.batch().count() - 1; i >= 0 && found < count; i--) {
                if (batch.batch().channel().equals(channel)) {
                    from = batch.offset(i);
                    found++;
                }
            }
        }
        return from;
    }

    @Override
    public synchronized long offsetAt(long epochMicros) {
        return stored.stream()
                .filter(batch -> batch.batch().epochMicros() >= epochMicros)
                .mapToLong(StoredBatch::start)
                .findFirst()
                .orElse(end);
    }

    @Override
    public synchronized long producerCount(ProducerId producer) {
        return counts.getOrDefault(producer, 0L);
    }

    @Override
    public void close() {
        if (storesAtClose) {
            commit();
        } else {
            fail("the journal is closed");
        }
    }

    private final class Reader implements JournalReader {
        private final @Nullable ChannelName channel;
        private long offset;

        Reader(@Nullable ChannelName channel, long offset) {
            this.channel = channel;
            this.offset = offset;
        }

        @Override
        public List<Found> next(int bytesMax) throws IOException {
            synchronized (MemoryJournal.this) {
                if (++reads == failingRead) {
                    throw new IOException("the disk failed");
                }
                List<Found> found = new ArrayList<>();
                if (offset < lostBelow) {
                    found.add(new Found.Gap(new Missing(offset, lostBelow, Missing.Cause.RETENTION)));
                    offset = lostBelow;
                }
                int bytes = 0;
                for (StoredBatch batch : stored) {
                    boolean wanted = channel == null || batch.batch().channel().equals(channel);
                    if (batch.end() > offset && wanted && bytes < bytesMax) {
                        found.add(new Found.Messages(batch.startingAt(offset)));
                        bytes += batch.payloadBytes();
                        offset = batch.end();
                    }
                }
                if (found.isEmpty()) {
                    offset = Math.max(offset, end);
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
