package dev.switchboard.serving;

/// The limits that several pieces of the serving side share; one that concerns a single piece stands there.
final class Limits {
    /// What a connection's read buffer starts with, and shrinks back to: an idle connection costs this much.
    static final int READ_BYTES_MIN = 1024;
    /// What one read may bring to a session.
    static final int READ_BYTES_MAX = 64 * 1024;
    /// Waiting output above which reading pauses and sessions see congestion.
    static final int OUTBOX_BYTES_HIGH = 64 * 1024;
    /// What a selector loop writes of what the hub has for one connection before it looks at the others.
    static final int LOOP_ANSWERS_BYTES_MAX = 256 * 1024;
    /// What one blocking write may hold; a peer that takes less than this in the `idle` time is too slow.
    static final int WRITE_BYTES_MAX = 64 * 1024;
    /// What output of a connection starts with.
    static final int OUTBOX_BYTES_INITIAL = 512;
    /// A buffer that output made larger than this is not kept for others.
    static final int OUTBOX_BYTES_RETAINED_MAX = 128 * 1024;
    /// After our half-close, the time a peer has to close its side. At a server stop the grace takes its place.
    static final long LINGER_MILLIS = 2_000;
    /// At the end of input, the time that a write in flight gets to say whether it met a reset.
    static final long WRITE_IN_FLIGHT_MILLIS = 50;
    /// The first pause after a failed accept; doubles up to the longest.
    static final long ACCEPT_PAUSE_MILLIS_MIN = 10;
    /// The longest pause after a failed accept.
    static final long ACCEPT_PAUSE_MILLIS_MAX = 1_000;

    /// Datagrams received in a row before what they bring is stored.
    static final int BURST_DATAGRAMS_MAX = 1_024;

    /// With so many bytes the row ends, too.
    static final int BURST_BYTES_MAX = 256 * 1024;

    /// Such rows that a listener still receives when it stops: as much as the kernel's buffer holds, and not for ever.
    static final int LAST_BURSTS_MAX = 128;

    /// From one such row to the next: what comes earlier waits in the kernel.
    static final long BURSTS_APART_NANOS = 1_000_000;

    /// Of the kernel's receive buffer, for rows to be apart: it takes a thousand small datagrams and more.
    static final int APART_BUFFER_BYTES_MIN = 1024 * 1024;

    /// What a UDP listener may have asked for and not got stored; beyond, receiving pauses. A long force
    /// must not make the kernel drop datagrams.
    static final long DATAGRAMS_OWED_BYTES_MAX = 32 * 1024 * 1024;

    private Limits() {}
}
