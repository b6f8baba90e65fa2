package dev.switchboard.lab.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.lab.Experiment;
import dev.switchboard.lab.Lab;
import dev.switchboard.lab.LabException;
import dev.switchboard.lab.Stage;
import dev.switchboard.lab.TestSetup;
import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Recorded;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PeerTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @FunctionalInterface
    private interface Play {
        void on(Stage stage) throws InterruptedException;
    }

    @Test
    void aConversationIsInTheRecordOfBothEnds() throws Exception {
        Recorded seen = play(stage -> {
            Peer server = stage.scriptedServer("server");
            Peer client = stage.client("client");
            PeerSocket listening = listening(server);
            PeerSocket near = client.tcp();
            Pending connecting = near.connect(listening.localAddress());
            PeerSocket far = listening.accept().get();
            assertThat(connecting.get().result()).isEqualTo("ok");
            Pending waiting = far.recv(100).awaitWaiting();
            assertThat(waiting.isDone()).isFalse();
            assertThat(near.send("hello").get().result()).isEqualTo("5");
            assertThat(waiting.get().text()).isEqualTo("hello");
            near.close().get();
            assertThat(far.recv(100).get().result()).isEqualTo("0 (end)");
        });

        assertThat(seen.entries().stream().filter(Entry.Call.class::isInstance).map(entry -> name((Entry.Call) entry)))
                .contains(
                        "server listen ok", "client connect ok", "server accept ok", "client send 5", "server recv 5");
    }

    @Test
    void whatTheKernelRefusesIsAnAnswer() throws Exception {
        play(stage -> {
            Peer client = stage.client("client");
            PeerSocket socket = client.tcp();
            PeerSocket bound = client.tcp();
            bound.bind(ANY_PORT).get();
            assertThat(socket.connect(bound.localAddress()).get().result()).isEqualTo("ECONNREFUSED");
        });
    }

    @Test
    void aKilledEndLosesItsCalls() throws Exception {
        play(stage -> {
            Peer server = stage.scriptedServer("server");
            PeerSocket.Accepting accepting = listening(server).accept();
            accepting.pending().awaitWaiting();
            server.kill();
            assertThatThrownBy(accepting::get).isInstanceOf(LabException.class).hasMessageContaining("accept");
        });
    }

    private static PeerSocket listening(Peer server) throws InterruptedException {
        PeerSocket listening = server.tcp();
        listening.bind(ANY_PORT).get();
        listening.listen(5).get();
        return listening;
    }

    private static String name(Entry.Call call) {
        return call.party() + " " + call.name() + " " + call.result();
    }

    private static Recorded play(Play play) throws InterruptedException {
        AtomicReference<Recorded> seen = new AtomicReference<>();
        Experiment experiment = new Experiment() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public String question() {
                return "Does it work?";
            }

            @Override
            public boolean dependsOnModel() {
                return false;
            }

            @Override
            public void run(Stage stage) throws InterruptedException {
                stage.scene("only");
                play.on(stage);
                seen.set(stage.seen());
            }
        };
        new Lab(TestSetup.setup()).run(experiment, "virtual", (name, title) -> {});
        return Objects.requireNonNull(seen.get());
    }
}
