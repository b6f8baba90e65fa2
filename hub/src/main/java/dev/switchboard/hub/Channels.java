package dev.switchboard.hub;

import dev.switchboard.message.ChannelName;
import dev.switchboard.message.StoredBatch;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Who listens to which channel. A channel that nobody listens to costs nothing. Thread-safe.
final class Channels {
    private static final Subscription[] NOBODY = {};

    private final Map<ChannelName, Subscription[]> listeners = new ConcurrentHashMap<>();
    private volatile Subscription[] toAll = NOBODY;

    /// From now on, what is delivered is offered to the subscription.
    void add(Subscription subscription) {
        ChannelName channel = subscription.channel();
        if (channel == null) {
            synchronized (this) {
                toAll = with(toAll, subscription);
            }
        } else {
            listeners.merge(channel, new Subscription[] {subscription}, (before, one) -> with(before, one[0]));
        }
    }

    void remove(Subscription subscription) {
        ChannelName channel = subscription.channel();
        if (channel == null) {
            synchronized (this) {
                toAll = without(toAll, subscription);
            }
        } else {
            listeners.computeIfPresent(channel, (name, before) -> {
                Subscription[] after = without(before, subscription);
                return after.length == 0 ? null : after;
            });
        }
    }

    int subscriptions() {
        return toAll.length
                + listeners.values().stream().mapToInt(each -> each.length).sum();
    }

    /// Offers messages to all who listen to their channel.
    ///
    /// @param publisher gets none of them: it has the receipt
    void deliver(StoredBatch stored, @Nullable Line publisher) {
        Subscription[] subscriptions = listeners.get(stored.batch().channel());
        if (subscriptions != null) {
            offer(stored, publisher, subscriptions);
        }
        offer(stored, publisher, toAll);
    }

    private static void offer(StoredBatch stored, @Nullable Line publisher, Subscription[] subscriptions) {
        for (Subscription subscription : subscriptions) {
            subscription.offer(stored, publisher);
        }
    }

    private static Subscription[] with(Subscription[] before, Subscription added) {
        Subscription[] after = Arrays.copyOf(before, before.length + 1);
        after[before.length] = added;
        return after;
    }

    private static Subscription[] without(Subscription[] before, Subscription removed) {
        return Arrays.stream(before).filter(each -> each != removed).toArray(Subscription[]::new);
    }
}
