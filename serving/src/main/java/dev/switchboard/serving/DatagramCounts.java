package dev.switchboard.serving;

import dev.switchboard.serving.ServingEvent.Withheld;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/// Counts what a UDP listener lost or left unanswered, and tells of it from time to time: a flood makes a line every
/// few seconds, not one a datagram. Thread-safe.
final class DatagramCounts {
    private final InetSocketAddress local;
    private final KernelDrops drops;
    private final ServingEvents events;
    private final Map<Withheld, LongAdder> withheld = new EnumMap<>(Withheld.class);
    private long droppedTold;
    private long notStored;
    private String problem = "";

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

    /// Messages of datagrams were refused by the hub.
    synchronized void notStored(int messages, String why) {
        notStored += messages;
        problem = why;
    }

    /// Tells what was counted since the last time, if anything was.
    void tell() {
        tellDropped();
        for (Withheld why : Withheld.values()) {
            long count = counter(why).sumThenReset();
            if (count > 0) {
                events.on(new ServingEvent.AnswersWithheld(local, why, count));
            }
        }
        tellNotStored();
    }

    private void tellDropped() {
        long total = drops.total();
        long told;
        synchronized (this) {
            told = droppedTold;
            droppedTold = Math.max(told, total);
        }
        if (total > told) {
            events.on(new ServingEvent.DatagramsDropped(local, total - told, total));
        }
    }

    private synchronized void tellNotStored() {
        if (notStored > 0) {
            events.on(new ServingEvent.NotStored(local, notStored, problem));
            notStored = 0;
        }
    }

    private LongAdder counter(Withheld why) {
        return Objects.requireNonNull(withheld.get(why));
    }
}
