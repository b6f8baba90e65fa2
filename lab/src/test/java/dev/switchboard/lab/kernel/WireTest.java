package dev.switchboard.lab.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.lab.record.Entry;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Tag("root")
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class WireTest {
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

    @Test
    void theSegmentsOfAConnectionAreSeenOnceEach() throws Exception {
        Entries entries = new Entries();
        long origin = System.nanoTime();
        int from;
        try (ServerSocket listening = new ServerSocket(0, 5, HERE);
                ServerSocket other = new ServerSocket(0, 5, HERE);
                Wire wire = Wire.start(origin, entries)) {
            wire.follow(listening.getLocalPort());
            Socket client = new Socket(HERE, listening.getLocalPort());
            from = client.getLocalPort();
            Socket server = listening.accept();
            client.getOutputStream().write(new byte[100]);
            assertThat(server.getInputStream().readNBytes(100)).hasSize(100);
            client.close();
            assertThat(server.getInputStream().read()).isNegative();
            server.close();
            await().until(() -> ends(entries, from) == 2);
            new Socket(HERE, other.getLocalPort()).close();
            wire.close();
            assertThat(wire.problem()).isEmpty();
        }
        List<Entry.Segment> seen = entries.of(Entry.Segment.class);
        assertThat(seen).extracting(Entry.Segment::flags).startsWith("SYN", "SYN ACK", "ACK");
        assertThat(seen).filteredOn(each -> each.flags().contains("SYN")).hasSize(2);
        assertThat(seen).filteredOn(each -> each.flags().contains("FIN")).hasSize(2);
        assertThat(seen.stream().mapToInt(Entry.Segment::length).sum()).isEqualTo(100);
        assertThat(seen)
                .allMatch(each -> each.from().getPort() == from || each.to().getPort() == from);
    }

    @Test
    void whatWasSentBeforeAMomentIsRecordedWhenTheWireIsReadUpToIt() throws Exception {
        Entries entries = new Entries();
        long origin = System.nanoTime();
        try (ServerSocket listening = new ServerSocket(0, 5, HERE);
                Wire wire = Wire.start(origin, entries)) {
            wire.follow(listening.getLocalPort());
            for (int i = 1; i <= 100; i++) {
                Socket client = new Socket(HERE, listening.getLocalPort());
                Socket server = listening.accept();
                client.close();
                assertThat(server.getInputStream().read()).isNegative();
                server.close();
                assertThat(wire.awaitReadUpTo(System.nanoTime() - origin)).isEmpty();
                assertThat(ends(entries, listening.getLocalPort())).isEqualTo(2L * i);
            }
        }
    }

    @Test
    void theWireIsNotReadUpToAMomentBeforeTheRecordHasAllOfIt() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Entries entries = new Entries();
        long origin = System.nanoTime();
        try (ServerSocket listening = new ServerSocket(0, 5, HERE);
                Wire wire = Wire.start(origin, entry -> {
                    reached.countDown();
                    pass(goOn);
                    entries.accept(entry);
                })) {
            wire.follow(listening.getLocalPort());
            new Socket(HERE, listening.getLocalPort()).close();
            reached.await();
            FutureTask<Optional<String>> barrier =
                    new FutureTask<>(() -> wire.awaitReadUpTo(System.nanoTime() - origin));
            Thread waiting = Thread.ofPlatform().start(barrier);
            await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
            goOn.countDown();
            assertThat(barrier.get()).isEmpty();
            assertThat(entries.of(Entry.Segment.class))
                    .extracting(Entry.Segment::flags)
                    .startsWith("SYN", "SYN ACK", "ACK", "FIN ACK");
        }
    }

    @Test
    void segmentsThatFoundNoRoomAreSaidToBeMissing() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        long origin = System.nanoTime();
        try (ServerSocket listening = new ServerSocket(0, 5, HERE);
                Wire wire = Wire.start(origin, entry -> pass(goOn));
                Socket client = new Socket(HERE, listening.getLocalPort());
                Socket server = listening.accept()) {
            wire.follow(listening.getLocalPort());
            client.setTcpNoDelay(true);
            for (int i = 0; i < 100_000; i++) {
                client.getOutputStream().write(i);
                assertThat(server.getInputStream().read()).isNotNegative();
            }
            goOn.countDown();
            assertThat(wire.awaitReadUpTo(System.nanoTime() - origin))
                    .hasValueSatisfying(why -> assertThat(why).contains("segments are missing: they came faster"));
            assertThat(wire.problem()).isPresent();
        }
    }

    @Test
    void aRecordThatFailsIsSaidAndNobodyWaitsForIt() throws Exception {
        long origin = System.nanoTime();
        try (ServerSocket listening = new ServerSocket(0, 5, HERE);
                Wire wire = Wire.start(origin, entry -> {
                    throw new IllegalStateException("full");
                })) {
            wire.follow(listening.getLocalPort());
            new Socket(HERE, listening.getLocalPort()).close();
            assertThat(wire.awaitReadUpTo(System.nanoTime() - origin))
                    .hasValueSatisfying(why -> assertThat(why).contains("full"));
        }
    }

    private static void pass(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long ends(Entries entries, int port) {
        return entries.of(Entry.Segment.class).stream()
                .filter(each -> each.from().getPort() == port || each.to().getPort() == port)
                .filter(each -> each.flags().contains("FIN"))
                .count();
    }
}
