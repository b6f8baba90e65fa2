package dev.switchboard.lab.experiment;

import dev.switchboard.lab.Expected;
import dev.switchboard.lab.Stage;
import dev.switchboard.lab.peer.Answer;
import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.peer.Pending;
import java.net.InetSocketAddress;

/// A server that serves one client and ends with it, while a second one waits.
final class OnlyOne {
    private final Stage stage;
    private final InetSocketAddress server;
    private final Caller a;
    private final Caller b;
    private final Caller c;

    OnlyOne(Stage stage, InetSocketAddress server, Peer a, Peer b, Peer c) throws InterruptedException {
        this.stage = stage;
        this.server = server;
        this.a = Caller.of(a);
        this.b = Caller.of(b);
        this.c = Caller.of(c);
    }

    void play() throws InterruptedException {
        stage.scene("a listener that serves only one (once)");
        a.connected(server);
        a.sent("from A");
        a.answer().get();
        Answer connected = b.connected(server);
        Answer sent = b.sent("from B");
        stage.finding("once: B's connect and send", Expected.is("ok, 6"), connected.result() + ", " + sent.result());
        Pending toB = b.answer().awaitWaiting();
        a.socket().close().get();
        stage.finding(
                "once: what B gets when A has left",
                Expected.is("ECONNRESET"),
                toB.get().result());
        stage.finding(
                "once: C's connect after that",
                Expected.is("ECONNREFUSED"),
                c.connected(server).result());
    }
}
