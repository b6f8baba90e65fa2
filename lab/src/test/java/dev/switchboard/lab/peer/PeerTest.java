package dev.switchboard.lab.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.lab.LabException;
import dev.switchboard.lab.Played;
import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Recorded;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PeerTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

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

    private static Recorded play(Played.Script script) throws InterruptedException {
        AtomicReference<Recorded> seen = new AtomicReference<>();
        Played.run(stage -> {
            script.on(stage);
            seen.set(stage.seen());
        });
        return Objects.requireNonNull(seen.get());
    }
}
