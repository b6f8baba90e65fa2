package dev.switchboard.journal.disk;

import dev.switchboard.journal.Publication;
import dev.switchboard.message.Batch;
import dev.switchboard.message.ProducerId;
import dev.switchboard.message.StoredBatch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Publications that are written and forced as one. For whoever commits; used again and again.
final class Group {
    private static final String FIT = "";

    private final int bytesMax;
    private final ByteBuffer buffer;
    private final List<Publication> publications = new ArrayList<>();
    private final List<Stored> records = new ArrayList<>();
    private final Map<ProducerId, Long> counts = new HashMap<>();
    private final List<String> problems = new ArrayList<>(); // of each publication, or FIT
    private final BrokenProducers broken = new BrokenProducers();
    private long bytes;
    private long payloadBytes;

    Group(int bytesMax) {
        this.bytesMax = bytesMax;
        this.buffer = ByteBuffer.allocateDirect(bytesMax);
    }

    void clear() {
        publications.clear();
        records.clear();
        counts.clear();
        problems.clear();
        bytes = 0;
        payloadBytes = 0;
    }

    /// Takes a publication in, unless it does not fit any more; the first always fits.
    boolean add(Publication publication) {
        Batch batch = publication.batch();
        String problem = problem(publication);
        long length = batch.count() > 0 && problem.equals(FIT) ? RecordFormat.length(batch) : 0;
        if (bytes > 0 && bytes + length > bytesMax) {
            return false;
        }
        publications.add(publication);
        problems.add(problem);
        bytes += length;
        payloadBytes += batch.payloadBytes();
        return true;
    }

    private String problem(Publication publication) {
        Batch batch = publication.batch();
        if (batch.count() > 0 && !publication.isWanted()) {
            return Problems.WITHDRAWN;
        }
        if (!broken.admit(batch)) {
            return Problems.BROKEN;
        }
        return batch.count() > 0 && RecordFormat.length(batch) > RecordFormat.LENGTH_MAX
                ? Problems.tooLong(batch)
                : FIT;
    }

    private boolean isStorable(int index) {
        return publications.get(index).batch().count() > 0
                && problems.get(index).equals(FIT);
    }

    boolean isEmpty() {
        return publications.isEmpty();
    }

    /// Whether there is one publication only.
    boolean isLone() {
        return publications.size() == 1;
    }

    /// How many bytes there are to write; 0 when there are only barriers.
    int bytes() {
        return (int) bytes;
    }

    /// The bytes of all payloads.
    long payloadBytes() {
        return payloadBytes;
    }

    /// What was encoded, in order.
    List<Stored> records() {
        return records;
    }

    /// Makes the records.
    ///
    /// @param offset of the first message
    /// @return what to write; valid until the next call
    ByteBuffer encode(RecordEncoder encoder, long offset, Producers producers) {
        ByteBuffer out = bytes <= bytesMax ? buffer.clear() : ByteBuffer.allocateDirect((int) bytes);
        records.clear();
        counts.clear();
        long next = offset;
        for (int i = 0; i < publications.size(); i++) {
            if (isStorable(i)) {
                Batch batch = publications.get(i).batch();
                long before = countBefore(batch, producers);
                int start = out.position();
                encoder.put(out, batch, next, before + 1, records.isEmpty() ? RecordFormat.FIRST_IN_GROUP : 0);
                records.add(new Stored(batch, out.position() - start, next, before + batch.count()));
                next += batch.count();
            }
        }
        return out.flip();
    }

    private long countBefore(Batch batch, Producers producers) {
        ProducerId producer = batch.producer();
        if (producer == null) {
            return 0;
        }
        Long inGroup = counts.get(producer);
        long before = inGroup == null ? producers.count(producer) : inGroup;
        counts.put(producer, before + batch.count());
        return before;
    }

    /// Tells everyone that the group is stored.
    ///
    /// @param offset of the first message
    /// @param producers counts each batch just before it is told, so that whoever is told sees that moment's count
    void tellStored(long offset, Producers producers, JournalEvents events) {
        long next = offset;
        int record = 0;
        for (int i = 0; i < publications.size(); i++) {
            Publication publication = publications.get(i);
            Batch batch = publication.batch();
            if (isStorable(i)) {
                count(records.get(record++), producers);
            }
            try {
                if (problems.get(i).equals(FIT)) {
                    publication.stored(new StoredBatch(next, batch));
                    next += batch.count();
                } else {
                    broken.refused(batch);
                    publication.refused(problems.get(i));
                }
            } catch (RuntimeException e) {
                events.on(new JournalEvent.Defect("told of a stored batch", e));
            }
        }
    }

    private static void count(Stored record, Producers producers) {
        ProducerId producer = record.batch().producer();
        if (producer != null) {
            producers.heard(producer, record.producerCount(), record.batch().epochMicros());
        }
    }

    /// Tells everyone but the barriers that the group is not stored; barriers are reached all the same.
    ///
    /// @param offset the end of the journal
    void tellRefused(String problem, long offset, JournalEvents events) {
        for (int i = 0; i < publications.size(); i++) {
            Publication publication = publications.get(i);
            Batch batch = publication.batch();
            try {
                if (batch.count() == 0) {
                    broken.admit(batch);
                    publication.stored(new StoredBatch(offset, batch));
                } else {
                    broken.refused(batch);
                    publication.refused(isStorable(i) ? problem : problems.get(i));
                }
            } catch (RuntimeException e) {
                events.on(new JournalEvent.Defect("told of a refused batch", e));
            }
        }
    }
}
