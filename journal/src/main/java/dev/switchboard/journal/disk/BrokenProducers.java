package dev.switchboard.journal.disk;

import dev.switchboard.message.Batch;
import dev.switchboard.message.ProducerId;
import java.util.Iterator;
import java.util.LinkedHashSet;

/// Producers of which a batch was refused and that have not begun anew: what follows of them is refused too, so that
/// the count of a producer always means its first messages. For whoever commits, alone.
final class BrokenProducers {
    private static final int PRODUCERS_MAX = 100_000;

    private final LinkedHashSet<ProducerId> broken = new LinkedHashSet<>();

    /// Whether the batch may be stored. An empty one lets its producer begin anew.
    boolean admit(Batch batch) {
        ProducerId producer = batch.producer();
        if (producer == null || broken.isEmpty()) {
            return true;
        }
        if (batch.count() == 0) {
            broken.remove(producer);
        }
        return !broken.contains(producer);
    }

    /// A batch was refused, for whatever reason.
    void refused(Batch batch) {
        ProducerId producer = batch.producer();
        if (producer != null && batch.count() > 0 && broken.add(producer) && broken.size() > PRODUCERS_MAX) {
            Iterator<ProducerId> oldest = broken.iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
