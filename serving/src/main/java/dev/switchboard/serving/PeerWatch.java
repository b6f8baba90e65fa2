package dev.switchboard.serving;

/// placeholder
final class PeerWatch {
    enum Finding {
        ALL_ARRIVED,
        UNDECIDED,
        VANISHED
    }

    private final int keepaliveSeconds;

    PeerWatch(int keepaliveSeconds) {
        this.keepaliveSeconds = keepaliveSeconds;
    }

    long periodMillis() {
        return keepaliveSeconds * 1000L / 3;
    }

    void look(Connections connections) {
        connections.live().forEach(connection -> connection.checkPeer(this));
    }

    Finding check(ConnectionInfo connection, long unansweredSinceNanos) {
        return Finding.UNDECIDED;
    }
}
