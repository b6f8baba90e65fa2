package dev.switchboard.lab.experiment;

import dev.switchboard.lab.peer.Answer;
import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.peer.PeerSocket;
import dev.switchboard.lab.peer.Pending;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/// The clients of one run, who come in this order: the dead, the slow, the good.
final class Crowd {
    /// What the slow send, in two parts.
    static final String SLOW_LINE = "half a line\n";
    /// What the good send.
    static final String GOOD_LINE = "how are you\n";

    private static final int SLOW_PART = 7;

    private final InetSocketAddress server;
    private final List<PeerSocket> dead;
    private final List<PeerSocket> slow;
    private final List<PeerSocket> good;
    private final List<Pending> answers = new ArrayList<>();

    private Crowd(InetSocketAddress server, List<PeerSocket> dead, List<PeerSocket> slow, List<PeerSocket> good) {
        this.server = server;
        this.dead = dead;
        this.slow = slow;
        this.good = good;
    }

    /// A hundred; a fifth of that under `process`, where each costs the start of a JVM.
    static Crowd at(String model, InetSocketAddress server, Peer dead, Peer slow, Peer good)
            throws InterruptedException {
        int share = model.equals("process") ? 5 : 1;
        return new Crowd(server, sockets(dead, 10 / share), sockets(slow, 10 / share), sockets(good, 80 / share));
    }

    private static List<PeerSocket> sockets(Peer peer, int count) throws InterruptedException {
        List<PeerSocket> sockets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sockets.add(peer.tcp());
        }
        return sockets;
    }

    int size() {
        return dead.size() + slow.size() + good.size();
    }

    int slow() {
        return slow.size();
    }

    int good() {
        return good.size();
    }

    void deadCome() throws InterruptedException {
        for (PeerSocket each : dead) {
            each.connect(server).get();
        }
    }

    void slowCome() throws InterruptedException {
        for (PeerSocket each : slow) {
            each.connect(server).get();
            each.send(SLOW_LINE.substring(0, SLOW_PART)).get();
        }
    }

    /// Each asks as soon as it is connected, and does not wait for those before.
    ///
    /// @return how many are connected
    int goodCome() throws InterruptedException {
        int connected = 0;
        for (PeerSocket each : good) {
            Answer answer = each.connect(server).get();
            connected += answer.hasFailed() ? 0 : 1;
            answers.add(each.ask(GOOD_LINE));
        }
        return connected;
    }

    /// What the good wait for, in the order in which they came.
    List<Pending> answers() {
        return answers;
    }

    /// What the slow wait for once they send the rest of their line.
    List<Pending> slowFinish() throws InterruptedException {
        List<Pending> finished = new ArrayList<>();
        for (PeerSocket each : slow) {
            finished.add(each.ask(SLOW_LINE.substring(SLOW_PART)));
        }
        return finished;
    }

    void slowLeaves(int which) throws InterruptedException {
        slow.get(which).close().get();
    }

    void goodLeaves(int which) throws InterruptedException {
        good.get(which).close().get();
    }
}
