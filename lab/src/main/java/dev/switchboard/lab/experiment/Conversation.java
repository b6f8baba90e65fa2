package dev.switchboard.lab.experiment;

import dev.switchboard.lab.LabException;
import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.peer.PeerSocket;
import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Recorded;
import java.net.InetSocketAddress;

/// A connection of a scripted client, with the addresses by which the record knows its two ends.
///
/// @param socket the client's
/// @param client the client's address
/// @param server the server's address
record Conversation(PeerSocket socket, InetSocketAddress client, InetSocketAddress server) {
    /// The state of an end that no sample has shown.
    static final String NOT_SEEN = "not seen";

    private static final String GONE = "-";
    private static final int ROOM = 4096;

    /// Connects.
    ///
    /// @throws LabException when the kernel refuses
    static Conversation open(Peer peer, InetSocketAddress server) throws InterruptedException {
        PeerSocket socket = peer.tcp();
        socket.connect(server).demand();
        return new Conversation(socket, socket.localAddress(), server);
    }

    /// Sends a text and waits for something to come back.
    void talk(String text) throws InterruptedException {
        socket.send(text).get();
        socket.recv(ROOM).get();
    }

    /// The state of the client's end now.
    String clientState(Recorded seen) {
        return seen.last(client, server).map(Entry.Kernel::stateText).orElse(NOT_SEEN);
    }

    /// The state of the server's end now.
    String serverState(Recorded seen) {
        return seen.last(server, client).map(Entry.Kernel::stateText).orElse(NOT_SEEN);
    }

    /// Whether an end is in TIME_WAIT now.
    boolean hasTimeWait(Recorded seen) {
        return serverState(seen).equals("TIME_WAIT") || clientState(seen).equals("TIME_WAIT");
    }

    /// Whether both ends were seen and are gone now.
    boolean isGone(Recorded seen) {
        return serverState(seen).equals(GONE) && clientState(seen).equals(GONE);
    }

    /// `the client's`, `the server's`, `on both ends`, `nobody's` when both ends are gone, and else their states.
    String whoseTimeWait(Recorded seen) {
        boolean servers = serverState(seen).equals("TIME_WAIT");
        boolean clients = clientState(seen).equals("TIME_WAIT");
        if (servers && clients) {
            return "on both ends";
        }
        if (servers || clients) {
            return servers ? "the server's" : "the client's";
        }
        return isGone(seen)
                ? "nobody's"
                : "nobody's yet: client %s, server %s".formatted(clientState(seen), serverState(seen));
    }
}
