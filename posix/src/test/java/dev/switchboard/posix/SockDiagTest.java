package dev.switchboard.posix;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class SockDiagTest {
    private SockDiag diag;

    @BeforeEach
    void open() throws IOException {
        diag = SockDiag.open();
    }

    @AfterEach
    void close() {
        diag.close();
    }

    private static InetSocketAddress local(Socket socket) {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    private static InetSocketAddress peer(Socket socket) {
        return (InetSocketAddress) socket.getRemoteSocketAddress();
    }

    private TcpInfo info(Socket socket) throws IOException {
        return requireNonNull(diag.query(local(socket), peer(socket)), "no such connection");
    }

    @Test
    void bothEndsOfTheJdksSocketsAreFoundByTheirIpv4Addresses() throws Exception {
        try (ServerSocket listening = new ServerSocket(0);
                Socket client = At.connect("127.0.0.1", listening.getLocalPort());
                Socket server = listening.accept()) {
            assertThat(info(client).state()).isEqualTo(TcpState.ESTABLISHED);
            assertThat(info(server).state()).isEqualTo(TcpState.ESTABLISHED);
        }
    }

    @Test
    void socketsOfThePlainIpv4FamilyAreFoundToo() throws Exception {
        try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
            listening.bind(At.address("127.0.0.1", 0));
            try (SocketChannel client = SocketChannel.open(StandardProtocolFamily.INET)) {
                client.connect(listening.getLocalAddress());
                try (SocketChannel server = listening.accept()) {
                    assertThat(info(client.socket()).state()).isEqualTo(TcpState.ESTABLISHED);
                    assertThat(info(server.socket()).state()).isEqualTo(TcpState.ESTABLISHED);
                }
            }
        }
    }

    @Test
    void socketsOfIpv6AreFound() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.ofLiteral("::1"));
                Socket client = At.connect("::1", listening.getLocalPort());
                Socket server = listening.accept()) {
            assertThat(info(client).state()).isEqualTo(TcpState.ESTABLISHED);
            assertThat(info(server).state()).isEqualTo(TcpState.ESTABLISHED);
        }
    }

    @Test
    void connectionsOfAListeningSocketAreFoundByTheAcceptedAddresses() throws Exception {
        for (String wildcard : new String[] {"0.0.0.0", "::"}) {
            try (ListeningSocket listening = ListeningSocket.open(At.address(wildcard, 0), 5);
                    Socket client =
                            At.connect("127.0.0.1", listening.localAddress().getPort())) {
                Accepted accepted = requireNonNull(listening.accept());
                client.getOutputStream().write(new byte[123]);
                TcpInfo info = requireNonNull(diag.query(accepted.local(), accepted.peer()));
                assertThat(info.receiveQueueBytes()).isEqualTo(123);
                Descriptors.close(accepted.fd());
            }
        }
    }

    @Test
    void withoutSuchAConnectionThereIsNothing() throws Exception {
        try (ServerSocket listening = new ServerSocket(0)) {
            // The listener is not an answer to the question for a connection.
            InetSocketAddress local = At.address("127.0.0.1", listening.getLocalPort());
            assertThat(diag.query(local, At.address("127.0.0.1", 1))).isNull();
            InetSocketAddress local6 = At.address("::1", listening.getLocalPort());
            assertThat(diag.query(local6, At.address("::1", 1))).isNull();
            assertThat(diag.query(local, At.address("::1", 1))).isNull();
        }
        assertThat(diag.query(At.address("127.0.0.1", 1), At.address("127.0.0.1", 1)))
                .isNull();
    }

    @Test
    void aPeerThatDoesNotReadIsSeenInTheQueues() throws Exception {
        try (ServerSocketChannel listening = ServerSocketChannel.open()) {
            listening.bind(At.address("127.0.0.1", 0));
            try (SocketChannel writer = SocketChannel.open(listening.getLocalAddress());
                    SocketChannel reader = listening.accept()) {
                TcpInfo quiet = info(writer.socket());
                assertThat(quiet.sendQueueBytes()).isZero();
                assertThat(quiet.notSentBytes()).isZero();

                writer.configureBlocking(false);
                ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
                long written = 0;
                int step;
                do {
                    step = writer.write(bytes.clear());
                    written += step;
                } while (step > 0);

                TcpInfo stuck = info(writer.socket());
                assertThat(stuck.sendQueueBytes()).isPositive().isGreaterThanOrEqualTo(stuck.notSentBytes());
                assertThat(stuck.notSentBytes()).isPositive();
                assertThat(info(reader.socket()).receiveQueueBytes()).isBetween(1L, written);
            }
        }
    }

    @Test
    void aSilentPeersLastAcknowledgementGrowsOldAndRenewsItself() throws Exception {
        try (ServerSocket listening = new ServerSocket(0);
                Socket client = At.connect("127.0.0.1", listening.getLocalPort());
                Socket server = listening.accept()) {
            client.getOutputStream().write(1);
            assertThat(server.getInputStream().read()).isEqualTo(1);
            Eventually.until("acknowledged", () -> info(client).sendQueueBytes() == 0);
            Eventually.until("age", () -> info(client).lastAckReceivedMillis() >= 100);

            TcpInfo old = info(client);
            assertThat(old.lastDataSentMillis()).isGreaterThanOrEqualTo(100);
            assertThat(old.retransmits()).isZero();
            client.getOutputStream().write(2);
            Eventually.until("renewal", () -> info(client).lastAckReceivedMillis() < old.lastAckReceivedMillis());
            assertThat(info(client).lastDataSentMillis()).isNotNegative();
            assertThat(info(client).roundTripMicros()).isPositive();
        }
    }

    @Test
    void theStatesOfAnEndingConnectionAreSeen() throws Exception {
        try (ServerSocket listening = new ServerSocket(0);
                Socket client = At.connect("127.0.0.1", listening.getLocalPort());
                Socket server = listening.accept()) {
            InetSocketAddress clientEnd = local(client);
            InetSocketAddress serverEnd = local(server);
            client.shutdownOutput();
            Eventually.until("CLOSE_WAIT", () -> info(server).state() == TcpState.CLOSE_WAIT);
            server.shutdownOutput();
            Eventually.until("TIME_WAIT", () -> {
                TcpInfo info = diag.query(clientEnd, serverEnd);
                return info != null && info.state() == TcpState.TIME_WAIT && info.sendQueueBytes() == 0;
            });
            Eventually.until("no more", () -> diag.query(serverEnd, clientEnd) == null);
        }
    }

    @Test
    void manyQuestionsGoThroughOneSocket() throws Exception {
        long before = OpenDescriptors.socketsHere();
        InetSocketAddress nobody = At.address("127.0.0.1", 1);
        for (int i = 0; i < 10_000; i++) {
            assertThat(diag.query(nobody, nobody)).isNull();
        }
        for (int i = 0; i < 100; i++) {
            SockDiag.open().close();
        }
        assertThat(OpenDescriptors.socketsHere()).isEqualTo(before);
        diag.close();
        diag.close();
        assertThatThrownBy(() -> diag.query(nobody, nobody)).isInstanceOf(IllegalStateException.class);
    }
}
