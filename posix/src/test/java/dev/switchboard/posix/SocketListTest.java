package dev.switchboard.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class SocketListTest {
    private SockDiag diag;

    @BeforeEach
    void open() throws IOException {
        diag = SockDiag.open();
    }

    @AfterEach
    void close() {
        diag.close();
    }

    private TcpSocket end(int localPort, int peerPort) throws IOException {
        return diag.listTcp(localPort).stream()
                .filter(socket ->
                        socket.local().getPort() == localPort && socket.peer().getPort() == peerPort)
                .findFirst()
                .orElseThrow();
    }

    private TcpState state(int localPort, int peerPort) throws IOException {
        return diag.listTcp(localPort).stream()
                .filter(socket ->
                        socket.local().getPort() == localPort && socket.peer().getPort() == peerPort)
                .map(TcpSocket::state)
                .findFirst()
                .orElse(TcpState.CLOSE);
    }

    @Test
    void bothEndsAndTheListenerAreListedByTheirIpv4Addresses() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
                Socket client = At.connect("127.0.0.1", listening.getLocalPort());
                Socket server = listening.accept()) {
            InetSocketAddress at = At.address("127.0.0.1", listening.getLocalPort());
            InetSocketAddress from = At.address("127.0.0.1", client.getLocalPort());
            assertThat(diag.listTcp(at.getPort()))
                    .extracting(TcpSocket::local, TcpSocket::state)
                    .containsExactlyInAnyOrder(
                            tuple(at, TcpState.LISTEN),
                            tuple(at, TcpState.ESTABLISHED),
                            tuple(from, TcpState.ESTABLISHED));
            assertThat(end(from.getPort(), at.getPort()).peer()).isEqualTo(at);
            assertThat(end(at.getPort(), 0).peer().getPort()).isZero();
            assertThat(server.isConnected()).isTrue();
        }
    }

    @Test
    void socketsOfIpv6AreListed() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.ofLiteral("::1"));
                Socket client = At.connect("::1", listening.getLocalPort())) {
            assertThat(end(client.getLocalPort(), listening.getLocalPort()).local())
                    .isEqualTo(At.address("::1", client.getLocalPort()));
        }
    }

    /// Without the ends of other programs' connections, which may have any port.
    private List<Integer> listeningPorts(int... ports) throws IOException {
        return diag.listTcp(ports).stream()
                .filter(socket -> socket.state() == TcpState.LISTEN)
                .map(socket -> socket.local().getPort())
                .toList();
    }

    @Test
    void withoutPortsEverySocketIsListedAndWithPortsOnlyTheirs() throws Exception {
        List<ServerSocket> listening = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                listening.add(new ServerSocket(0));
            }
            int[] ports =
                    listening.stream().mapToInt(ServerSocket::getLocalPort).toArray();
            Integer[] all = listening.stream().map(ServerSocket::getLocalPort).toArray(Integer[]::new);
            assertThat(listeningPorts()).contains(all);
            assertThat(listeningPorts(ports)).containsExactlyInAnyOrder(all);
            assertThat(listeningPorts(ports[7], ports[9])).containsExactlyInAnyOrder(all[7], all[9]);
            int[] many = Arrays.copyOf(new int[] {ports[7], ports[9]}, InetDump.PORTS_MAX + 1);
            Arrays.fill(many, 2, many.length, ports[7]);
            assertThat(listeningPorts(many)).containsExactlyInAnyOrder(all[7], all[9]);
        } finally {
            for (ServerSocket each : listening) {
                each.close();
            }
        }
    }

    @Test
    void aListenerTellsHowManyWaitToBeAcceptedAndHowManyMay() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 3, InetAddress.ofLiteral("127.0.0.1"));
                Socket first = At.connect("127.0.0.1", listening.getLocalPort());
                Socket second = At.connect("127.0.0.1", listening.getLocalPort())) {
            int port = listening.getLocalPort();
            Eventually.until("both wait", () -> end(port, 0).info().receiveQueueBytes() == 2);
            assertThat(end(port, 0).info().sendQueueBytes()).isEqualTo(3);
            assertThat(diag.query(end(port, 0).local(), end(port, 0).peer()))
                    .isEqualTo(end(port, 0).info());
            assertThat(end(port, first.getLocalPort()).inode()).isZero();
            listening.accept().close();
            assertThat(end(port, 0).info().receiveQueueBytes()).isEqualTo(1);
            assertThat(second.isConnected()).isTrue();
        }
    }

    @Test
    void whoClosesFirstWaitsInTimeWaitWithoutAProcess() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 3, InetAddress.ofLiteral("127.0.0.1"))) {
            int port = listening.getLocalPort();
            Socket client = At.connect("127.0.0.1", port);
            Socket server = listening.accept();
            int clientPort = client.getLocalPort();
            client.close();
            Eventually.until("FIN_WAIT2", () -> state(clientPort, port) == TcpState.FIN_WAIT2);
            assertThat(state(port, clientPort)).isEqualTo(TcpState.CLOSE_WAIT);
            server.close();
            Eventually.until("TIME_WAIT", () -> state(clientPort, port) == TcpState.TIME_WAIT);
            TcpSocket waiting = end(clientPort, port);
            assertThat(waiting.inode()).isZero();
            assertThat(waiting.timer()).isEqualTo(TcpSocket.Timer.TIME_WAIT);
            assertThat(waiting.timerMillis()).isPositive();
            assertThat(state(port, clientPort)).isEqualTo(TcpState.CLOSE);
        }
    }

    @Test
    void theInodeIsThatOfTheProcesssDescriptor() throws Exception {
        try (ServerSocket listening = new ServerSocket(0)) {
            String name = "socket:[" + end(listening.getLocalPort(), 0).inode() + "]";
            try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
                assertThat(open.filter(Files::isSymbolicLink).map(SocketListTest::target))
                        .contains(name);
            }
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }

    @Test
    void aUdpSocketTellsWhatWaitsAndWhatWasDropped() throws Exception {
        InetAddress here = InetAddress.ofLiteral("127.0.0.1");
        try (DatagramSocket receiver = new DatagramSocket(new InetSocketAddress(here, 0));
                DatagramSocket sender = new DatagramSocket(new InetSocketAddress(here, 0))) {
            receiver.setReceiveBufferSize(4096);
            int port = receiver.getLocalPort();
            byte[] bytes = new byte[1000];
            for (int i = 0; i < 100; i++) {
                sender.send(new DatagramPacket(bytes, bytes.length, here, port));
            }
            UdpSocket seen = diag.listUdp(port).getFirst();
            assertThat(seen.local()).isEqualTo(At.address("127.0.0.1", port));
            assertThat(seen.peer().getPort()).isZero();
            assertThat(seen.receiveQueueBytes()).isPositive();
            assertThat(seen.drops()).isBetween(1L, 100L);
        }
    }

    @Test
    void afterCloseThereIsNoAnswer() {
        diag.close();
        assertThatThrownBy(() -> diag.listTcp()).isInstanceOf(IllegalStateException.class);
    }
}
