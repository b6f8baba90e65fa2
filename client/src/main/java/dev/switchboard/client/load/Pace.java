package dev.switchboard.client.load;

/// Which messages are to be sent when. Times are those of one clock, in nanoseconds. Not thread-safe.
sealed interface Pace permits ClosedPace, OpenPace {
    /// How many more messages a connection sends now.
    ///
    /// @param granted how many this pace has granted it so far
    /// @param room how many more it may have unanswered
    int grant(int connection, long granted, int room, long nowNanos);

    /// When this message of this connection is meant to be sent, from which on its latency counts.
    ///
    /// @param number counted from 0 within this pace, and at most what was granted
    long intendedNanos(int connection, long number, long nowNanos);

    /// Nothing more will be granted, but what is due already.
    boolean isOver(long nowNanos);

    /// Until when the load is put.
    ///
    /// @param overNanos when it was first seen that it [is over][#isOver]
    long endNanos(long overNanos);

    /// When the load needs to look again though nothing came.
    ///
    /// @param nowNanos when it looked last
    long nextNanos(long nowNanos);

    /// Nothing more becomes due.
    void stop(long nowNanos);

    /// A connection broke: what it was yet to send is nobody's.
    void leave(int connection, long granted);

    /// How many messages it will still grant, if it grants by the clock.
    long owed(long grantedInAll);

    /// How many messages it did not grant, though they were due by the clock.
    long unsent(long grantedInAll);
}
