package dev.switchboard.client.load;

/// So many messages a second, whatever the answers do: the open loop. Message K of all is due K / rate after
/// the start, and goes to connection K modulo the number of connections; when that one has no room, it is
/// sent late, and its latency counts from when it was due all the same.
final class OpenPace implements Pace {
    private static final double NANOS = 1e9;

    private final long startNanos;
    private final double nanosEach;
    private final int connections;
    private long total;
    /// What connections that broke were yet to send.
    private long left;

    /// @param count the most messages, over all connections
    OpenPace(long startNanos, long nanos, long count, double rate, int connections) {
        this.startNanos = startNanos;
        this.nanosEach = NANOS / rate;
        this.connections = connections;
        this.total = Math.min(count, Math.max(1, (long) Math.floor(nanos / nanosEach)));
    }

    /// How many messages are due, over all connections.
    long due(long nowNanos) {
        long elapsed = nowNanos - startNanos;
        return elapsed < 0 ? 0 : Math.min(total, (long) (elapsed / nanosEach) + 1);
    }

    /// When the message after so many is due.
    long dueNanos(long messages) {
        return startNanos + (long) Math.ceil(messages * nanosEach);
    }

    /// How many of the first so many messages are this connection's.
    private long share(int connection, long messages) {
        return (messages - connection + connections - 1) / connections;
    }

    @Override
    public int grant(int connection, long granted, int room, long nowNanos) {
        return (int) Math.min(room, share(connection, due(nowNanos)) - granted);
    }

    @Override
    public long intendedNanos(int connection, long number, long nowNanos) {
        return startNanos + (long) ((number * connections + connection) * nanosEach);
    }

    @Override
    public boolean isOver(long nowNanos) {
        return due(nowNanos) == total;
    }

    @Override
    public long endNanos(long overNanos) {
        return dueNanos(total);
    }

    @Override
    public long nextNanos(long nowNanos) {
        return dueNanos(due(nowNanos));
    }

    @Override
    public void stop(long nowNanos) {
        total = due(nowNanos);
    }

    @Override
    public void leave(int connection, long granted) {
        left += share(connection, total) - granted;
    }

    @Override
    public long owed(long grantedInAll) {
        return total - left - grantedInAll;
    }

    @Override
    public long unsent(long grantedInAll) {
        return total - grantedInAll;
    }
}
