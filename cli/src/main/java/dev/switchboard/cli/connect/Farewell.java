package dev.switchboard.cli.connect;

import dev.switchboard.client.CannotConnect;
import dev.switchboard.client.Ending;
import dev.switchboard.client.HostPort;
import java.time.Duration;

/// What a person is told about the end of a connection, and what a script is.
///
/// @param exitCode 0 when it ended in order, else 1
/// @param text one line without its line feed; empty when there is nothing to say
record Farewell(int exitCode, String text) {
    private static final int MILLIS_PER_SECOND = 1_000;

    static Farewell to(HostPort remote, Ending ending) {
        return switch (ending) {
            case Ending.PeerClosed _ -> new Farewell(0, "server closed the connection");
            case Ending.Idle(var limit) -> new Farewell(0, "nothing sent or received for " + text(limit) + ", leaving");
            case Ending.ClosedHere _ -> new Farewell(0, "");
            case Ending.PeerReset _ -> lost(remote, "Connection reset by peer");
            case Ending.PeerVanished(var cause) -> lost(remote, cause);
            case Ending.TooSlow(var limit) ->
                lost(remote, "it took nothing for " + text(limit) + ", not everything was sent");
            case CannotConnect failed -> new Farewell(1, failed.message());
        };
    }

    private static Farewell lost(HostPort remote, String cause) {
        return new Farewell(1, "connection to " + remote + " lost: " + cause);
    }

    private static String text(Duration time) {
        long millis = time.toMillis();
        return millis % MILLIS_PER_SECOND == 0 ? millis / MILLIS_PER_SECOND + "s" : millis + "ms";
    }
}
