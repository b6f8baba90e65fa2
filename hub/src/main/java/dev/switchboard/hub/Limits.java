package dev.switchboard.hub;

/// The limits of the hub.
final class Limits {
    /// What a connection may have asked for without having taken the answers; beyond, its reading pauses.
    static final long OWED_BYTES_MAX = 2 * 1024 * 1024;
    /// What a message costs besides its payload, for this and the next limit: a receipt and some bookkeeping.
    static final int MESSAGE_OVERHEAD_BYTES = 64;
    /// What may wait for the disk in all; beyond, a connection with anything owed pauses. Some groups' worth,
    /// so that the disk is never idle: what waits longer only leaves the caches, and outlives young
    /// collections of garbage.
    static final long JOURNAL_WAITING_BYTES_MAX = 8 * 1024 * 1024;
    /// What a subscription may hold of live messages; beyond, it reads the journal instead.
    static final int LIVE_BYTES_MAX = 256 * 1024;
    /// What a lagging subscription reads of the journal at a time.
    static final int CATCH_UP_BYTES = 256 * 1024;
    /// What `/last` may bring.
    static final int HISTORY_BYTES_MAX = 4 * 1024 * 1024;
    /// How many searches run at a time, over all connections.
    static final int SEARCHES_MAX = 2;
    /// How many channels one connection may listen to.
    static final int SUBSCRIPTIONS_MAX = 1_000;

    /// After the disk failed a subscription's read, the time until the next try.
    static final long READ_AGAIN_MILLIS = 1_000;

    /// After the journal refused something of a patient sender, the time until it is offered again.
    static final long OFFER_AGAIN_MILLIS = 1_000;
    /// What is kept in all of what the journal refused of patient senders; beyond, it is lost.
    static final long KEPT_BYTES_MAX = 128 * 1024 * 1024;
    /// What a batch may cost that is kept. A larger one could be too large for the journal, and would be
    /// kept for ever.
    static final long KEPT_BATCH_BYTES_MAX = 16 * 1024 * 1024;

    private Limits() {}
}
