package dev.switchboard.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the hub has for a session: answers to its requests, in their order, and between them what comes on
/// channels that it listens to.
public sealed interface HubAnswer {
    /// The receipt: these messages are durable.
    record Stored(StoredBatch stored) implements HubAnswer {}

    /// These messages were not stored.
    ///
    /// @param problem why, and what to do, in one line
    record Refused(Batch batch, String problem) implements HubAnswer {}

    /// The reply that was to follow.
    record Followed(String reply) implements HubAnswer {}

    /// The channel is listened to.
    ///
    /// @param channel null for all channels
    /// @param from the offset that delivery begins with, if a message there is of this channel
    record Listening(@Nullable ChannelName channel, long from) implements HubAnswer {}

    /// The channel is not listened to.
    ///
    /// @param channel null for all channels
    record NotListening(@Nullable ChannelName channel) implements HubAnswer {}

    /// The last messages of a channel, oldest first.
    ///
    /// @param items each [Delivered] or [Lost]
    record History(ChannelName channel, List<HubAnswer> items) implements HubAnswer {}

    /// A page of what a search found, in the order that was asked for, or only how much.
    ///
    /// @param items each [Delivered] or [Lost]
    /// @param count how many messages were found
    /// @param more what asks for the page behind this one, such as `before=42`; empty when everything was looked at
    record Found(List<HubAnswer> items, long count, String more) implements HubAnswer {
        public Found {
            items = List.copyOf(items);
        }
    }

    /// The producer is this connection now.
    ///
    /// @param count how many of its messages are durable
    record Resumed(ProducerId producer, long count) implements HubAnswer {}

    /// The connections, a line each.
    record Present(List<String> connections) implements HubAnswer {}

    /// A request could not be carried out.
    ///
    /// @param problem why, and what to do, in one line
    record Failed(String problem) implements HubAnswer {}

    /// Unasked: messages on a channel that is listened to.
    record Delivered(StoredBatch delivered) implements HubAnswer {}

    /// Unasked: messages cannot be delivered; some may have been of a channel that is listened to.
    record Lost(Missing missing) implements HubAnswer {}

    /// Unasked: another connection is this producer now; this one should end.
    record Superseded(ProducerId producer) implements HubAnswer {}
}
