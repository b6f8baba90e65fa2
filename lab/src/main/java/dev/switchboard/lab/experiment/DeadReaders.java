package dev.switchboard.lab.experiment;

import dev.switchboard.lab.Expected;
import dev.switchboard.lab.Stage;
import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.peer.PeerSocket;
import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Recorded;

/// What a server that only sends is told of a reader that is gone, call by call.
final class DeadReaders {
    private static final String DIGITS = "0123456789";
    private static final Expected TAKEN = Expected.is("10");
    private static final Expected BROKEN_PIPE = Expected.is("EPIPE");
    private static final Expected END = Expected.is("0 (end)");
    private static final int ROOM = 4096;

    private DeadReaders() {}

    static void run(Stage stage, Peer client, Peer server) throws InterruptedException {
        PeerSocket listening = Listening.on(server);
        stage.scene("a server that only sends, and its client closes");
        Meeting read = Meeting.connected(client.tcp(), listening);
        read.near().socket().close().get();
        stage.await(seen -> read.near().serverState(seen).equals("CLOSE_WAIT"));
        PeerSocket far = read.far();
        stage.finding("the first send after the close", TAKEN, send(far));
        stage.await(seen -> read.near().serverState(seen).equals("-"));
        stage.finding("the second send", BROKEN_PIPE, send(far));
        stage.finding("the third send", BROKEN_PIPE, send(far));
        stage.finding(
                "recv, when somebody asks at last", END, far.recv(ROOM).get().result());
        unread(stage, Meeting.connected(client.tcp(), listening), client);
    }

    private static void unread(Stage stage, Meeting meeting, Peer client) throws InterruptedException {
        stage.scene("a send that succeeds, and a client that never reads it");
        PeerSocket far = meeting.far();
        Conversation near = meeting.near();
        stage.finding("the send", TAKEN, send(far));
        stage.await(seen -> unreadBytes(seen, near) == DIGITS.length());
        stage.finding("bytes that wait in the client's kernel", TAKEN, unreadBytes(stage.seen(), near));
        near.socket().close().get();
        stage.await(seen -> near.serverState(seen).equals("-"));
        stage.finding(
                "recv calls of the client, ever",
                Expected.is("0"),
                stage.seen().calls(client.party(), "recv").stream()
                        .filter(call -> call.socket().equals(near.socket().name()))
                        .count());
        stage.finding("the first send after the reset", Expected.is("ECONNRESET"), send(far));
        stage.finding("the second send: the reset is told once", BROKEN_PIPE, send(far));
        stage.finding("recv after that", END, far.recv(ROOM).get().result());
    }

    private static long unreadBytes(Recorded seen, Conversation near) {
        return seen.last(near.client(), near.server())
                .map(Entry.Kernel::receiveQueue)
                .orElse(0L);
    }

    private static String send(PeerSocket socket) throws InterruptedException {
        return socket.send(DIGITS).get().result();
    }
}
