package dev.switchboard.message;

import org.jspecify.annotations.Nullable;

/// What a session asks of the hub. Requests of one connection are answered in their order, each by one [HubAnswer].
public sealed interface HubRequest {
    /// Store these messages: answered by [HubAnswer.Stored] once they are durable, or by [HubAnswer.Refused].
    ///
    /// @param patient for a sender whom nobody can tell that its messages were not stored: what the disk
    ///     refuses is kept and offered again, and what is asked after it waits behind it. Then
    ///     [HubAnswer.Refused] comes only when the server stops or too much is kept, and the loss is in the
    ///     log.
    record Publish(Batch batch, boolean patient) implements HubRequest {
        /// A publication that is told at once when it is refused.
        public Publish(Batch batch) {
            this(batch, false);
        }
    }

    /// Answer this when all that was asked before is answered: it keeps a reply behind the receipts that are owed.
    record Follow(String reply) implements HubRequest {}

    /// Deliver what comes on a channel, from this offset or [#LIVE]: answered by [HubAnswer.Listening].
    ///
    /// @param channel null for all channels
    record Listen(@Nullable ChannelName channel, long from) implements HubRequest {}

    /// Stop delivering a channel: answered by [HubAnswer.NotListening].
    ///
    /// @param channel null for what [Listen] calls all channels; single ones that are listened to stay
    record Unlisten(@Nullable ChannelName channel) implements HubRequest {}

    /// The last messages of a channel, at most `count`: answered by [HubAnswer.History].
    record Last(ChannelName channel, int count) implements HubRequest {}

    /// Find messages: answered by [HubAnswer.Found].
    ///
    /// @param query as people write it, in one line
    record Search(String query) implements HubRequest {}

    /// Go on as this producer: answered by [HubAnswer.Resumed]. Whoever was this producer until now no longer is.
    record Resume(ProducerId producer) implements HubRequest {}

    /// Who is connected: answered by [HubAnswer.Present].
    record Who() implements HubRequest {}

    /// Instead of an offset: only what comes from now on.
    long LIVE = -1;
}
