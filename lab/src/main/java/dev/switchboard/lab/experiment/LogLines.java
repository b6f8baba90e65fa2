package dev.switchboard.lab.experiment;

import dev.switchboard.lab.Stage;
import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Party;
import dev.switchboard.lab.record.Recorded;
import dev.switchboard.lab.server.Server;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the server's log says of a connection.
final class LogLines {
    private static final Pattern REASON = Pattern.compile(" reason=(\\S+)");

    private static final String NONE = "none logged";

    private LogLines() {}

    /// Waits for the close reason of a conversation; `none logged` when none comes.
    static String awaitReason(Stage stage, Server server, Conversation talk) throws InterruptedException {
        stage.await(seen -> !reason(seen, server.party(), talk.client()).equals(NONE));
        return reason(stage.seen(), server.party(), talk.client());
    }

    /// The close reason of the connection with this client, or `none logged`.
    static String reason(Recorded seen, Party server, InetSocketAddress client) {
        return closed(seen, server, client)
                .map(said -> REASON.matcher(said.line()))
                .filter(Matcher::find)
                .map(reason -> reason.group(1))
                .orElse(NONE);
    }

    /// The line that says that the connection with this client has ended.
    static Optional<Entry.Said> closed(Recorded seen, Party server, InetSocketAddress client) {
        return seen.said(server, "connection closed peer=" + text(client) + " ").stream()
                .findFirst();
    }

    /// As the log has an address.
    static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
