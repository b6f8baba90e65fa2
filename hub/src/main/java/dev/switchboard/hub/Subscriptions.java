package dev.switchboard.hub;

import dev.switchboard.message.ChannelName;
import dev.switchboard.message.HubAnswer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one line listens to, and the row of those subscriptions that have messages. Nothing is delivered as long as the
/// answer that begins one of them waits to be taken. Guarded by the line's monitor.
final class Subscriptions {
    private final Map<@Nullable ChannelName, Subscription> all = new HashMap<>();
    private final ArrayDeque<Subscription> withMessages = new ArrayDeque<>();
    private int unannounced;

    /// Whether there are too many for one of this channel, which would be a further one.
    boolean isFullFor(@Nullable ChannelName channel) {
        return all.size() >= Limits.SUBSCRIPTIONS_MAX && !all.containsKey(channel);
    }

    /// There is none of its channel; [#announced] must follow.
    void add(Subscription subscription) {
        all.put(subscription.channel(), subscription);
        unannounced++;
    }

    /// The peer is told, before its first message, that one has begun.
    void announced() {
        unannounced--;
    }

    /// Ends the one of a channel, if there is one.
    void end(@Nullable ChannelName channel) {
        Subscription ended = all.remove(channel);
        if (ended != null) {
            ended.end();
            withMessages.remove(ended);
        }
    }

    void endAll() {
        all.values().forEach(Subscription::end);
        all.clear();
        withMessages.clear();
    }

    /// One has messages, and is not in the row of those that do.
    void hasMessages(Subscription subscription) {
        withMessages.add(subscription);
    }

    /// The next delivery, in turn, or null when there is none.
    @Nullable
    HubAnswer poll() {
        if (unannounced > 0) {
            return null;
        }
        HubAnswer delivery = null;
        for (Subscription next = withMessages.poll();
                next != null;
                next = delivery == null ? withMessages.poll() : null) {
            delivery = next.take();
        }
        return delivery;
    }
}
