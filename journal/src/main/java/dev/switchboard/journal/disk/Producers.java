package dev.switchboard.journal.disk;

import dev.switchboard.message.ProducerId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// How many messages each producer has. The one unheard for longest is first. Thread-safe.
final class Producers {
    /// Beyond this many, those unheard for [#MICROS_KEPT] are forgotten.
    static final int PRODUCERS_MAX = 100_000;

    /// Beyond this many, the one unheard for longest is forgotten, however recent.
    static final int PRODUCERS_EVER_MAX = 1_000_000;

    /// 24 hours.
    static final long MICROS_KEPT = 24L * 60 * 60 * 1_000_000;

    /// What is known of a producer.
    ///
    /// @param count of its messages
    /// @param micros when the latest arrived
    record Known(long count, long micros) {
        static final Known NOTHING = new Known(0, 0);
    }

    private final Map<ProducerId, Known> known = new LinkedHashMap<>();

    synchronized long count(ProducerId producer) {
        return known.getOrDefault(producer, Known.NOTHING).count();
    }

    /// Says how many messages a producer has now; fewer than are known change nothing.
    synchronized void heard(ProducerId producer, long count, long micros) {
        Known before = known.remove(producer);
        known.put(producer, before == null || count >= before.count() ? new Known(count, micros) : before);
        if (known.size() > PRODUCERS_MAX) {
            forget(micros);
        }
    }

    private void forget(long nowMicros) {
        Iterator<Known> oldest = known.values().iterator();
        while (known.size() > PRODUCERS_MAX
                && (oldest.next().micros() < nowMicros - MICROS_KEPT || known.size() > PRODUCERS_EVER_MAX)) {
            oldest.remove();
        }
    }

    /// Takes over what another one knows.
    void addAll(Producers others) {
        others.all().forEach((producer, other) -> heard(producer, other.count(), other.micros()));
    }

    /// All, the one unheard for longest first.
    synchronized Map<ProducerId, Known> all() {
        return new LinkedHashMap<>(known);
    }
}
