package dev.switchboard.lab.experiment;

import dev.switchboard.lab.Expected;
import dev.switchboard.lab.Stage;
import dev.switchboard.lab.kernel.Cable;
import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.peer.PeerSocket;
import java.net.InetSocketAddress;
import java.util.Optional;

/// The states that are over in no time, held by a cut cable: both ends close before either hears of it, and a second
/// close whose FIN gets no answer.
final class CrossingCloses {
    private static final String BOTH = "both ends close at once";
    private static final String LAST = "the second close gets no answer";
    private static final Expected CLOSING = Expected.is("CLOSING");
    private static final Expected TIME_WAIT_TWICE = Expected.is("TIME_WAIT TIME_WAIT");
    private static final Expected LAST_ACK = Expected.is("LAST_ACK");
    private static final Expected GONE = Expected.is("-");

    private CrossingCloses() {}

    static void run(Stage stage) throws InterruptedException {
        stage.scene(BOTH);
        Optional<Cable> cable = stage.cable();
        if (cable.isEmpty()) {
            String why = stage.cableProblem();
            stage.notRun("the end that hears the other's FIN before its own is acknowledged", CLOSING, why);
            stage.notRun("both ends end in", TIME_WAIT_TWICE, why);
            stage.scene(LAST);
            stage.notRun("the end that closed second, while nothing comes", LAST_ACK, why);
            stage.notRun("and when the cable is whole again", GONE, why);
            return;
        }
        run(stage, cable.get());
    }

    private static void run(Stage stage, Cable cable) throws InterruptedException {
        Peer client = stage.clientAt(cable.near().prefix(), "client");
        Peer server = stage.scriptedServerAt(cable.far().prefix(), "closer");
        PeerSocket listening =
                Listening.at(server.tcp(), new InetSocketAddress(cable.far().address(), 0));
        bothAtOnce(
                stage,
                cable,
                Conversation.open(client, listening.localAddress()),
                listening.accept().get());
        lastAck(stage, cable, client, listening);
    }

    private static void bothAtOnce(Stage stage, Cable cable, Conversation talk, PeerSocket accepted)
            throws InterruptedException {
        stage.cut(cable);
        talk.socket().close().get();
        accepted.close().get();
        stage.await(seen -> talk.clientState(seen).equals("FIN_WAIT1")
                && talk.serverState(seen).equals("FIN_WAIT1"));
        stage.mendTowards(cable, cable.near(), "the client");
        stage.await(seen -> talk.clientState(seen).equals("CLOSING"));
        stage.finding(
                "the end that hears the other's FIN before its own is acknowledged",
                CLOSING,
                talk.clientState(stage.seen()));
        stage.mend(cable);
        stage.await(seen -> (talk.clientState(seen) + " " + talk.serverState(seen)).equals("TIME_WAIT TIME_WAIT"));
        stage.finding(
                "both ends end in",
                TIME_WAIT_TWICE,
                talk.clientState(stage.seen()) + " " + talk.serverState(stage.seen()));
    }

    private static void lastAck(Stage stage, Cable cable, Peer client, PeerSocket listening)
            throws InterruptedException {
        stage.scene(LAST);
        Conversation talk = Conversation.open(client, listening.localAddress());
        PeerSocket accepted = listening.accept().get();
        talk.socket().close().get();
        stage.await(seen -> talk.serverState(seen).equals("CLOSE_WAIT"));
        stage.cut(cable);
        accepted.close().get();
        stage.await(seen -> talk.serverState(seen).equals("LAST_ACK"));
        stage.finding("the end that closed second, while nothing comes", LAST_ACK, talk.serverState(stage.seen()));
        stage.mend(cable);
        stage.await(seen -> talk.serverState(seen).equals("-"));
        stage.finding("and when the cable is whole again", GONE, talk.serverState(stage.seen()));
    }
}
