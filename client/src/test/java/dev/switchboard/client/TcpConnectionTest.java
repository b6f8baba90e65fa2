package dev.switchboard.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@SuppressWarnings("try") // closing in the middle is what is tested
class TcpConnectionTest {
    private ServerSocket listener;
    private final Gathered gathered = new Gathered();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stopListening() throws IOException {
        listener.close();
        threads.shutdownNow();
    }

    @Test
    void deliversUntilThePeerCloses() throws Exception {
        try (Connection connection = connect(null);
                Socket peer = listener.accept()) {
            assertThat(connection.send(bytes("question"))).isTrue();
            connection.endOutput();
            assertThat(peer.getInputStream().readAllBytes()).asString(UTF_8).isEqualTo("question");
            peer.getOutputStream().write("answer".getBytes(UTF_8));
            peer.close();

            assertThat(connection.receive(gathered)).isEqualTo(new Ending.PeerClosed());
            assertThat(gathered.text()).isEqualTo("answer");
        }
    }

    @Test
    void tellsThatNothingFollowsForNow() throws Exception {
        try (Connection connection = connect(null);
                Socket peer = listener.accept()) {
            Future<Ending> ending = receive(connection);
            peer.getOutputStream().write("Name: ".getBytes(UTF_8));

            await().until(() -> gathered.text().equals("Name: |"));
            connection.close();
            assertThat(ending.get()).isEqualTo(new Ending.ClosedHere());
        }
    }

    @Test
    void tellsAReset() throws Exception {
        try (Connection connection = connect(null);
                Socket peer = listener.accept()) {
            peer.getOutputStream().write("before".getBytes(UTF_8));
            Future<Ending> ending = receive(connection);
            await().until(() -> gathered.text().startsWith("before"));
            peer.setSoLinger(true, 0);
            peer.close();

            assertThat(ending.get()).isEqualTo(new Ending.PeerReset());
            assertThat(connection.send(bytes("late"))).isFalse();
        }
    }

    @Test
    void tellsAResetThatASendNoticed() throws Exception {
        for (int round = 0; round < 50; round++) {
            try (Connection connection = connect(null);
                    Socket peer = listener.accept()) {
                Future<Ending> ending = receive(connection);
                Future<?> sending = threads.submit(() -> {
                    while (connection.send(bytes("more"))) {}
                });
                peer.getInputStream().readNBytes(1_000);
                peer.setSoLinger(true, 0);
                peer.close();

                assertThat(ending.get()).isEqualTo(new Ending.PeerReset());
                sending.get();
            }
        }
    }

    @Test
    void leavesWhenNeitherSideSends() throws Exception {
        try (Connection connection = connect(Duration.ofMillis(200));
                Socket _ = listener.accept()) {
            assertThat(connection.receive(gathered)).isEqualTo(new Ending.Idle(Duration.ofMillis(200)));
        }
    }

    @Test
    void tellsThatThePeerTakesNothing() throws Exception {
        try (Connection connection = connect(Duration.ofMillis(200));
                Socket _ = listener.accept()) {
            Future<?> sending = threads.submit(() -> {
                while (connection.send(ByteBuffer.allocate(100_000))) {}
            });

            assertThat(connection.receive(gathered)).isEqualTo(new Ending.TooSlow(Duration.ofMillis(200)));
            sending.get();
        }
    }

    @Test
    @Tag("T1")
    void connectsFromAFixedPortAgainAndAgain() throws Exception {
        int port = freePort();
        for (int round = 0; round < 3; round++) {
            Dial dial = new Dial(remote(), Transport.TCP, new HostPort(Dial.ANY_HOST, port), null);
            try (Connection connection = connected(dial);
                    Socket peer = listener.accept()) {
                assertThat(peer.getPort()).isEqualTo(port);
                assertThat(connection.local()).isEqualTo(peer.getRemoteSocketAddress());
            }
        }
    }

    @Test
    void namesAPortThatIsTaken() {
        HostPort taken = remote();

        assertThat(new Dial(remote(), Transport.TCP, taken, null).open())
                .isEqualTo(new CannotConnect("bind " + taken, "Address already in use"));
    }

    @Test
    void saysWhyItCannotConnect() throws Exception {
        HostPort nobody = new HostPort("localhost", freePort());

        assertThat(new Dial(nobody, Transport.TCP).open())
                .isInstanceOfSatisfying(
                        CannotConnect.class,
                        failed -> assertThat(failed.message())
                                .isEqualTo("cannot connect to " + nobody + ": Connection refused"));
    }

    /// The kernel drops further connections when the accept queue is full, so connecting takes for ever.
    @Test
    void connectingHasATimeLimit() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket first = new Socket(full.getInetAddress(), full.getLocalPort());
                Socket second = new Socket(full.getInetAddress(), full.getLocalPort())) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            HostPort remote = new HostPort("127.0.0.1", full.getLocalPort());

            assertThat(new Dial(remote, Transport.TCP, null, Duration.ofMillis(300)).open())
                    .isEqualTo(new CannotConnect("connect to " + remote, "Connection timed out"));
        }
    }

    private HostPort remote() {
        return new HostPort("127.0.0.1", listener.getLocalPort());
    }

    private Connection connect(@Nullable Duration limit) {
        return connected(new Dial(remote(), Transport.TCP, null, limit));
    }

    private Future<Ending> receive(Connection connection) {
        return threads.submit(() -> connection.receive(gathered));
    }

    private static Connection connected(Dial dial) {
        return switch (dial.open()) {
            case Connection connection -> connection;
            case CannotConnect failed -> throw new AssertionError(failed.message());
        };
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
