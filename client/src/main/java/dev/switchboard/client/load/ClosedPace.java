package dev.switchboard.client.load;

/// As fast as the answers allow: the closed loop. A message is due when its connection has room for it.
final class ClosedPace implements Pace {
    private long endNanos;
    private long left;

    /// @param count the most messages, over all connections
    ClosedPace(long startNanos, long nanos, long count) {
        this.endNanos = startNanos + nanos;
        this.left = count;
    }

    @Override
    public int grant(int connection, long granted, int room, long nowNanos) {
        if (isOver(nowNanos)) {
            return 0;
        }
        int grant = (int) Math.min(room, left);
        left -= grant;
        return grant;
    }

    @Override
    public long intendedNanos(int connection, long number, long nowNanos) {
        return nowNanos;
    }

    @Override
    public boolean isOver(long nowNanos) {
        return left == 0 || nowNanos - endNanos >= 0;
    }

    @Override
    public long endNanos(long overNanos) {
        return overNanos;
    }

    @Override
    public long nextNanos(long nowNanos) {
        return endNanos;
    }

    @Override
    public void stop(long nowNanos) {
        endNanos = nowNanos;
    }

    @Override
    public void leave(int connection, long granted) {
        // The others go on with all that is left.
    }

    @Override
    public long owed(long grantedInAll) {
        return 0;
    }

    @Override
    public long unsent(long grantedInAll) {
        return 0;
    }
}
