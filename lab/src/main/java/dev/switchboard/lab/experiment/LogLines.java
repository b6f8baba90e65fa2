package dev.switchboard.lab.experiment;

import dev.switchboard.lab.Stage;
import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Party;
import dev.switchboard.lab.record.Recorded;
import dev.switchboard.lab.server.Server;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the server's log says of a connection.
final class LogLines {
    private static final Pattern REASON = Pattern.compile(" reason=(\\S+)");

    /// Groups of zeros in an IPv6 address, with the colons around them.
    private static final Pattern ZEROS = Pattern.compile("(?:^|:)0(?::0)+(?::|$|(?=%))");

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
        return (host.contains(":") ? "[" + shortForm(host) + "]" : host) + ":" + address.getPort();
    }

    /// As RFC 5952 has it: `0:0:0:0:0:0:0:1` is `::1`. Of several rows of zeros the longest is left out, or the first.
    private static String shortForm(String host) {
        return ZEROS.matcher(host)
                .results()
                .max(Comparator.comparingInt(LogLines::zeros).thenComparingInt(row -> -row.start()))
                .map(row -> host.substring(0, row.start()) + "::" + host.substring(row.end()))
                .orElse(host);
    }

    private static int zeros(MatchResult row) {
        return row.group().replace(":", "").length();
    }
}
