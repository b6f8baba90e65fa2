package dev.switchboard.lab.experiment;

import dev.switchboard.lab.Stage;
import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.peer.PeerSocket;
import dev.switchboard.lab.peer.Pending;
import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Recorded;
import dev.switchboard.posix.TcpState;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A socket that listens with nobody to accept, and the clients that came.
final class FullQueue {
    private static final Duration A_WHILE = Duration.ofMillis(300);
    /// More than any queue of an experiment has room for.
    private static final int CLIENTS_MAX = 20;

    private final Stage stage;
    private final Peer client;
    private final PeerSocket socket;
    private final InetSocketAddress address;
    private final int backlog;
    private final List<Caller> connected = new ArrayList<>();

    /// A client, and its connect, which may not have come back.
    record Latecomer(Caller caller, Pending connecting) {}

    FullQueue(Stage stage, Peer server, Peer client, int backlog) throws InterruptedException {
        this.stage = stage;
        this.client = client;
        this.backlog = backlog;
        socket = Listening.on(server, backlog);
        address = socket.localAddress();
    }

    String name() {
        return "listen(%d)".formatted(backlog);
    }

    int backlog() {
        return backlog;
    }

    InetSocketAddress address() {
        return address;
    }

    PeerSocket socket() {
        return socket;
    }

    /// Those whose connect succeeded, in the order in which they came.
    List<Caller> connected() {
        return connected;
    }

    /// Lets clients come one after the other until one has to wait.
    Latecomer fill() throws InterruptedException {
        while (true) {
            Latecomer next = next();
            if (connected.size() == CLIENTS_MAX || !succeeds(next)) {
                return next;
            }
            connected.add(next.caller());
        }
    }

    /// Lets so many clients come; those that do not have to wait are added.
    void come(int clients) throws InterruptedException {
        for (int i = 0; i < clients; i++) {
            Latecomer next = next();
            if (succeeds(next)) {
                connected.add(next.caller());
            }
        }
    }

    private Latecomer next() throws InterruptedException {
        Caller caller = Caller.of(client);
        return new Latecomer(caller, caller.socket().connect(address));
    }

    /// Whether the connect comes back. It does not when the kernel has sent the SYN and nothing has come for a while:
    /// on one machine the answer is there before the call can sleep.
    private boolean succeeds(Latecomer next) throws InterruptedException {
        stage.recorder()
                .await(
                        Stage.PATIENCE,
                        seen -> next.connecting().isDone() || state(seen, next).equals(TcpState.SYN_SENT.name()));
        return next.connecting().returnsWithin(A_WHILE)
                && next.connecting().get().result().equals("ok");
    }

    boolean holds(Recorded seen, long waiting) {
        return seen.listening(address)
                .filter(view -> view.receiveQueue() == waiting)
                .isPresent();
    }

    /// `2, limit 1`.
    String queue(Recorded seen) {
        return seen.listening(address)
                .map(view -> "%d, limit %d".formatted(view.receiveQueue(), view.sendQueue()))
                .orElse("not seen");
    }

    boolean knows(Recorded seen, Latecomer late) {
        return late.connecting().isDone()
                || seen.last(late.caller().local(), address).isPresent();
    }

    /// What has become of a connect: its result, or the state in which it waits.
    String fate(Recorded seen, Latecomer late) throws InterruptedException {
        if (late.connecting().isDone()) {
            return late.connecting().get().result();
        }
        return state(seen, late);
    }

    private String state(Recorded seen, Latecomer late) {
        return seen.last(late.caller().local(), address)
                .map(Entry.Kernel::stateText)
                .orElse("not seen");
    }
}
