package dev.switchboard.lab.experiment;

import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.server.Server;

/// Asks a server whose first listener is one of `lines`, with a receipt for each, what it has stored, by listening to a
/// channel from its beginning.
///
/// @param peer by whose sockets to ask
record Stored(Peer peer, Server server) {
    private static final String MARK = "that was all";

    /// How many messages of a channel are this line; -1 when the server ends first. Puts one more there to mark the
    /// end of what is counted.
    long count(String line, String channel) throws InterruptedException {
        Conversation marking = Conversation.open(peer, server.address());
        marking.talk("/to " + channel + "\n");
        marking.talk(MARK + "\n");
        marking.socket().close().get();
        Conversation listening = Conversation.open(peer, server.address());
        listening.socket().send("/listen " + channel + " 0\n").get();
        String lines =
                listening.socket().recvLines("> " + line.strip(), MARK).get().result();
        listening.socket().close().get();
        return lines.endsWith(" lines") && !lines.contains("after") ? Long.parseLong(lines.split(" ", 2)[0]) : -1;
    }
}
