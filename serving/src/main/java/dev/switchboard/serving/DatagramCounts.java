package dev.switchboard.serving;

import dev.switchboard.serving.ServingEvent.Withheld;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/// Counts what a UDP listener lost or left unanswered, and tells of it from time to time: a flood makes a line every
/// few seconds, not one a datagram. Counting is thread-safe; telling is for one thread.
final class DatagramCounts {
    private final InetSocketAddress local;
    private final KernelDrops drops;
    private final ServingEvents events;
    private final Map<Withheld, LongAdder> withheld = new EnumMap<>(Withheld.class);
    private long droppedTold;

    DatagramCounts(InetSocketAddress local, KernelDrops drops, ServingEvents events) {
        this.local = local;
        this.drops = drops;
        this.events = events;
        for (Withheld why : Withheld.values()) {
            withheld.put(why, new LongAdder());
        }
    }

    void withheld(Withheld why) {
        counter(why).increment();
    }

    /// Tells what was counted since the last time, if anything was.
    void tell() {
        long total = drops.total();
        if (total > droppedTold) {
            events.on(new ServingEvent.DatagramsDropped(local, total - droppedTold, total));
            droppedTold = total;
        }
        for (Withheld why : Withheld.values()) {
            long count = counter(why).sumThenReset();
            if (count > 0) {
                events.on(new ServingEvent.AnswersWithheld(local, why, count));
            }
        }
    }

    private LongAdder counter(Withheld why) {
        return Objects.requireNonNull(withheld.get(why));
    }
}
