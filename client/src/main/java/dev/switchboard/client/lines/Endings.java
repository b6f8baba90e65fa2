package dev.switchboard.client.lines;

import dev.switchboard.client.CannotConnect;
import dev.switchboard.client.Ending;
import org.jspecify.annotations.Nullable;

/// The end of a connection in one line for people.
final class Endings {
    private Endings() {}

    static String text(String remote, @Nullable Ending ending) {
        return switch (ending) {
            case Ending.PeerClosed _ -> remote + " closed the connection";
            case Ending.PeerReset _ -> "connection to " + remote + " lost: Connection reset by peer";
            case Ending.PeerVanished(var cause) -> "connection to " + remote + " lost: " + cause;
            case CannotConnect failed -> failed.message();
            case Ending.Idle _, Ending.TooSlow _, Ending.ClosedHere _ -> "connection to " + remote + " closed";
            case null -> "connection to " + remote + " lost";
        };
    }
}
