package dev.switchboard.lab.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Party;
import dev.switchboard.posix.PosixException;
import dev.switchboard.posix.SockDiag;
import dev.switchboard.posix.TcpState;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class WatchTest {
    private static final Party SERVER = new Party("server", Party.Side.SERVER);
    private static final Party CLIENT = new Party("A", Party.Side.CLIENT);
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

    private final long origin = System.nanoTime();
    private final Entries entries = new Entries();
    private ServerSocket listening;
    private int port;
    private Watch watch;

    @BeforeEach
    void start() throws Exception {
        listening = new ServerSocket(0, 5, HERE);
        port = listening.getLocalPort();
        watch = Watch.start(origin, entries);
        watch.own(port, SERVER);
        entries.awaitState(port, 0, TcpState.LISTEN);
    }

    @AfterEach
    void stop() throws Exception {
        watch.close();
        listening.close();
    }

    private static InetSocketAddress local(Socket socket) {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Test
    void theStatesOfBothEndsAreSeenInTheirOrder() throws Exception {
        Socket client = new Socket(HERE, port);
        int from = client.getLocalPort();
        watch.own(local(client), CLIENT);
        Socket server = listening.accept();
        entries.awaitState(from, port, TcpState.ESTABLISHED);
        entries.awaitState(port, from, TcpState.ESTABLISHED);
        client.close();
        entries.awaitState(from, port, TcpState.FIN_WAIT2);
        entries.awaitState(port, from, TcpState.CLOSE_WAIT);
        server.close();
        entries.awaitState(from, port, TcpState.TIME_WAIT);
        entries.awaitState(port, from, null);

        assertThat(entries.states(from, port)).containsSubsequence("ESTABLISHED", "FIN_WAIT2", "TIME_WAIT");
        assertThat(entries.states(port, from)).containsSubsequence("ESTABLISHED", "CLOSE_WAIT", "-");
        assertThat(entries.end(from, port)).allMatch(entry -> entry.party().equals(CLIENT));
        assertThat(entries.end(port, from)).allMatch(entry -> entry.party().equals(SERVER));
        long now = System.nanoTime() - origin;
        assertThat(entries.of(Entry.Kernel.class)).allMatch(entry -> entry.nanos() > 0 && entry.nanos() < now);
        assertThat(watch.strangers()).isEmpty();
        assertThat(watch.problem()).isEmpty();
    }

    @Test
    void theQueueOfConnectionsNotAcceptedIsCounted() throws Exception {
        try (Socket first = new Socket(HERE, port);
                Socket second = new Socket(HERE, port)) {
            entries.awaitEnd(port, 0, entry -> entry.receiveQueue() == 2);
            assertThat(entries.end(port, 0)).allMatch(entry -> entry.sendQueue() == 5);
            listening.accept().close();
            entries.awaitEnd(port, 0, entry -> entry.receiveQueue() == 1);
            assertThat(first.isConnected()).isEqualTo(second.isConnected());
        }
    }

    @Test
    void bytesThatNobodyReadsAreSeen() throws Exception {
        try (Socket client = new Socket(HERE, port);
                Socket server = listening.accept()) {
            client.getOutputStream().write(new byte[123]);
            entries.awaitEnd(port, client.getLocalPort(), entry -> entry.receiveQueue() == 123);
            assertThat(server.getInputStream().readNBytes(123)).hasSize(123);
            await().until(() ->
                    entries.end(port, client.getLocalPort()).toList().getLast().receiveQueue() == 0);
        }
    }

    @Test
    void whatWasSeenBeforeTheOwnerWasKnownIsToldLateWithItsOwnTime() throws Exception {
        Socket client = new Socket(HERE, port);
        InetSocketAddress address = local(client);
        await().until(() -> watch.strangers().contains(address));
        client.close();
        entries.awaitState(port, address.getPort(), TcpState.CLOSE_WAIT);
        assertThat(entries.end(address.getPort(), port)).isEmpty();

        long known = System.nanoTime() - origin;
        watch.own(address, CLIENT);
        assertThat(entries.states(address.getPort(), port))
                .startsWith("ESTABLISHED")
                .contains("FIN_WAIT2");
        assertThat(entries.end(address.getPort(), port)
                        .findFirst()
                        .orElseThrow()
                        .nanos())
                .isLessThan(known);
        assertThat(watch.strangers()).isEmpty();
    }

    @Test
    void anEndIsKnownByTheProcessThatHasItOpenAlsoAfterItsClose() throws Exception {
        watch.ownProcess(ProcessHandle.current().pid(), CLIENT);
        Socket client = new Socket(HERE, port);
        int from = client.getLocalPort();
        entries.awaitState(from, port, TcpState.ESTABLISHED);
        client.close();
        entries.awaitState(from, port, TcpState.FIN_WAIT2);
        assertThat(entries.end(from, port)).allMatch(entry -> entry.party().equals(CLIENT));
    }

    @Test
    void whatAnEarlierRunLeftInTimeWaitIsNoneOfItsBusiness() throws Exception {
        Socket client = new Socket(HERE, port);
        int from = client.getLocalPort();
        watch.own(local(client), CLIENT);
        Socket server = listening.accept();
        client.close();
        server.close();
        entries.awaitState(from, port, TcpState.TIME_WAIT);
        await().until(() -> millisInTimeWait(from) > 100);

        Entries later = new Entries();
        Watch next = Watch.start(System.nanoTime(), later);
        next.own(port, SERVER);
        later.awaitState(port, 0, TcpState.LISTEN);
        next.close();
        assertThat(later.end(from, port)).isEmpty();
        assertThat(next.strangers()).isEmpty();
    }

    private static long millisInTimeWait(int port) throws PosixException {
        try (SockDiag diag = SockDiag.open()) {
            return diag.listTcp(port).stream()
                    .filter(socket -> socket.state() == TcpState.TIME_WAIT)
                    .mapToLong(socket -> 60_000 - socket.timerMillis())
                    .findFirst()
                    .orElse(0);
        }
    }

    @Test
    void moreAddressesThanOneQuestionNamesAreWatchedAllTheSame() throws Exception {
        for (int each = 1; each <= 1_500; each++) {
            watch.own(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.9"), each), CLIENT);
        }
        try (Socket client = new Socket(HERE, port)) {
            watch.own(local(client), CLIENT);
            entries.awaitState(client.getLocalPort(), port, TcpState.ESTABLISHED);
            assertThat(watch.problem()).isEmpty();
        }
    }

    @Test
    void theClientsOfAServerAreFoundByTheServersPort() throws Exception {
        Owners owners = new Owners();
        InetSocketAddress server = new InetSocketAddress(HERE, port);
        InetSocketAddress elsewhere = new InetSocketAddress(HERE, 2);
        owners.own(port, SERVER);
        owners.own(new InetSocketAddress(HERE, 1), CLIENT);
        owners.own(elsewhere, CLIENT);
        assertThat(owners.ports()).containsExactlyInAnyOrder(port, 1, 2);
        owners.saw(new InetSocketAddress(HERE, 1), server);
        owners.saw(elsewhere, new InetSocketAddress(HERE, 3));
        assertThat(owners.ports()).containsExactlyInAnyOrder(port, 2);
        owners.own(new InetSocketAddress(HERE, 1), CLIENT); // bound again, perhaps to go elsewhere
        assertThat(owners.ports()).containsExactlyInAnyOrder(port, 1, 2);
    }

    @Test
    void aRecordThatFailsIsSaid() throws Exception {
        try (Watch failing = Watch.start(System.nanoTime(), entry -> {
            throw new IllegalStateException("full");
        })) {
            failing.own(port, SERVER);
            await().until(() -> failing.problem().isPresent());
            assertThat(failing.problem())
                    .hasValueSatisfying(why -> assertThat(why).contains("full"));
        }
    }

    @Test
    void closeTakesALastSample() throws Exception {
        try (Socket client = new Socket(HERE, port)) {
            watch.own(local(client), CLIENT);
            watch.close();
            assertThat(entries.states(client.getLocalPort(), port)).containsExactly("ESTABLISHED");
            watch.close();
        }
    }
}
