package dev.switchboard.client.lines;

/// How far a [LinesSender] is.
///
/// @param accepted messages that it was given
/// @param sent those of them that were written to a connection, once or more often
/// @param stored those that are durable
/// @param refused those that are not stored and will not be
public record SendCounts(long accepted, long sent, long stored, long refused) {
    /// Messages of which it is not known whether they are stored.
    public long open() {
        return accepted - stored - refused;
    }
}
