package dev.switchboard.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@SuppressWarnings("try") // closing in the middle is what is tested
class UdpConnectionTest {
    private DatagramSocket peer;
    private final Gathered gathered = new Gathered();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @BeforeEach
    void bind() throws SocketException {
        peer = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() {
        peer.close();
        threads.shutdownNow();
    }

    @Test
    void keepsDatagramsApart() throws Exception {
        try (Connection connection = connect(null)) {
            Future<Ending> ending = threads.submit(() -> connection.receive(gathered));
            connection.send(ByteBuffer.wrap("question".getBytes(UTF_8)));
            DatagramPacket question = receive();
            assertThat(question.getLength()).isEqualTo("question".length());
            for (String answer : new String[] {"one", "", "two"}) {
                peer.send(new DatagramPacket(answer.getBytes(UTF_8), answer.length(), question.getSocketAddress()));
            }

            await().until(() -> gathered.text().equals("one||two|"));
            connection.close();
            assertThat(ending.get()).isEqualTo(new Ending.ClosedHere());
        }
    }

    @Test
    void carriesTheLargestDatagram() throws Exception {
        try (Connection connection = connect(null)) {
            assertThat(connection.send(ByteBuffer.allocate(Connection.DATAGRAM_BYTES_MAX)))
                    .isTrue();
            assertThat(receive().getLength()).isEqualTo(Connection.DATAGRAM_BYTES_MAX);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> connection.send(ByteBuffer.allocate(Connection.DATAGRAM_BYTES_MAX + 1)));
        }
    }

    @Test
    void endsAfterSomeQuietWhenItsOutputEnded() {
        try (Connection connection = connect(null)) {
            connection.endOutput();

            assertThat(connection.receive(gathered))
                    .isEqualTo(new Ending.Idle(Duration.ofMillis(Connection.DATAGRAM_QUIET_MILLIS)));
        }
    }

    @Test
    void theLimitOfTheDialReplacesThatQuiet() {
        try (Connection connection = connect(Duration.ofMillis(50))) {
            connection.endOutput();

            assertThat(connection.receive(gathered)).isEqualTo(new Ending.Idle(Duration.ofMillis(50)));
        }
    }

    @Test
    void tellsThatThePortIsClosed() {
        HostPort remote = remote();
        try (Connection connection = connect(null)) {
            peer.close();
            connection.send(ByteBuffer.allocate(1));

            assertThat(connection.receive(gathered))
                    .isEqualTo(new CannotConnect("connect to " + remote, "Connection refused"));
        }
    }

    @Test
    void namesAPortThatIsTaken() {
        assertThat(new Dial(remote(), Transport.UDP, remote(), null).open())
                .isEqualTo(new CannotConnect("bind " + remote(), "Address already in use"));
    }

    private HostPort remote() {
        return new HostPort("127.0.0.1", peer.getLocalPort());
    }

    private Connection connect(@Nullable Duration limit) {
        return switch (new Dial(remote(), Transport.UDP, null, limit).open()) {
            case Connection connection -> connection;
            case CannotConnect failed -> throw new AssertionError(failed.message());
        };
    }

    private DatagramPacket receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[70_000], 70_000);
        peer.receive(packet);
        return packet;
    }
}
