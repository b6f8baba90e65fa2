package dev.switchboard.client.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.client.HostPort;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whole loads over real sockets, against servers that are good, bad or gone.
@Timeout(60)
class LoadTest {
    private static final int BYTES = 50;
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(200);

    @Test
    void everyMessageIsAnsweredAndCountedWithTheWarmUp() throws IOException {
        try (SmallServer server = new SmallServer(LoadTest::echo)) {
            LoadResult result =
                    new Load(config(server, LoadProtocol.ECHO, 3, 5, Duration.ofMillis(50), 1_000, 0)).run();

            assertThat(result.counted()).isEqualTo(1_000);
            assertThat(result.all().sent()).isGreaterThan(1_000);
            assertThat(result.all().answered()).isEqualTo(result.all().sent());
            assertThat(result.all().isFaultless()).isTrue();
            assertThat(result.latencies().count()).isEqualTo(1_000);
            assertThat(result.latencies().nanosAt(50)).isPositive();
            assertThat(result.rate()).isPositive();
            assertThat(result.fault()).isNull();
        }
    }

    @Test
    void anOpenLoopTakesTheTimeThatItsRateSays() throws IOException {
        try (SmallServer server = new SmallServer(LoadTest::echo)) {
            LoadResult result = new Load(config(server, LoadProtocol.ECHO, 3, 5, Duration.ZERO, 300, 2_000)).run();

            assertThat(result.counted()).isEqualTo(300);
            assertThat(result.seconds()).isGreaterThanOrEqualTo(0.149);
            assertThat(result.all().isFaultless()).isTrue();
        }
    }

    @Test
    void whereNothingAnswersTheServersCloseEndsIt() throws IOException {
        AtomicLong bytes = new AtomicLong();
        try (SmallServer server =
                new SmallServer(peer -> bytes.addAndGet(peer.getInputStream().readAllBytes().length))) {
            LoadResult result =
                    new Load(config(server, LoadProtocol.SYSLOG, 2, 1, Duration.ofMillis(20), 5_000, 0)).run();

            assertThat(result.counted()).isEqualTo(5_000);
            assertThat(result.all().isFaultless()).isTrue();
            assertThat(bytes.get()).isEqualTo(result.all().sent() * (BYTES + 1));
            assertThat(result.latencies().count()).isZero();
        }
    }

    @Test
    void whereNothingAnswersAServerThatDoesNotCloseIsTold() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (SmallServer server = new SmallServer(peer -> {
            peer.getInputStream().readAllBytes();
            await(end);
        })) {
            LoadResult result = new Load(config(server, LoadProtocol.SYSLOG, 2, 1, Duration.ZERO, 10, 0)).run();
            end.countDown();

            assertThat(result.all().unclosed()).isEqualTo(2);
            assertThat(result.all().isFaultless()).isFalse();
            assertThat(result.fault()).startsWith("the server did not close 2 connections");
        }
    }

    @Test
    void aConnectionThatTheServerClosesIsBrokenAndTheOthersGoOn() throws IOException {
        AtomicLong number = new AtomicLong();
        try (SmallServer server = new SmallServer(peer -> {
            if (number.getAndIncrement() == 0) {
                peer.getInputStream().readNBytes(BYTES);
            } else {
                echo(peer);
            }
        })) {
            LoadResult result = new Load(config(server, LoadProtocol.ECHO, 2, 1, Duration.ZERO, 100, 0)).run();

            assertThat(result.all()).isEqualTo(new LoadCounts(100, 99, 1, 0, 0, 1, 0));
            assertThat(result.fault()).matches("connection \\d: closed by the server");
        }
    }

    @Test
    void aResetOfTheOnlyConnectionEndsTheLoad() throws IOException {
        try (SmallServer server = new SmallServer(peer -> {
            peer.setSoLinger(true, 0);
            peer.getInputStream().readNBytes(BYTES);
        })) {
            LoadConfig config = config(server, LoadProtocol.ECHO, 1, 3, Duration.ZERO, Long.MAX_VALUE, 0);
            LoadResult result = new Load(config).run();

            assertThat(result.all().broken()).isEqualTo(1);
            assertThat(result.all().lost()).isEqualTo(3);
            assertThat(result.fault()).startsWith("connection 0: ").contains("reset");
        }
    }

    @Test
    void answersThatNeverComeAreWaitedForAndLost() throws IOException {
        try (SmallServer server = new SmallServer(peer -> peer.getInputStream().readAllBytes())) {
            LoadResult result = new Load(config(server, LoadProtocol.LINES, 2, 3, Duration.ZERO, 4, 0)).run();

            assertThat(result.all()).isEqualTo(new LoadCounts(4, 0, 4, 0, 0, 0, 0));
            assertThat(result.counted()).isZero();
        }
    }

    @Test
    void whatWasDueButHadNoRoomIsUnsent() throws IOException {
        try (SmallServer server = new SmallServer(peer -> peer.getInputStream().readAllBytes())) {
            LoadResult result = new Load(config(server, LoadProtocol.ECHO, 2, 3, Duration.ZERO, 100, 10_000)).run();

            assertThat(result.all()).isEqualTo(new LoadCounts(6, 0, 6, 0, 94, 0, 0));
        }
    }

    @Test
    void anOpenThatIsRefusedInRelpIsABrokenConnection() throws IOException {
        try (SmallServer server = new SmallServer(peer -> {
            peer.getInputStream().read();
            peer.getOutputStream().write("1 rsp 6 500 no\n".getBytes(US_ASCII));
            peer.getInputStream().readAllBytes();
        })) {
            LoadResult result = new Load(config(server, LoadProtocol.RELP, 1, 1, Duration.ZERO, 10, 0)).run();

            assertThat(result.all()).isEqualTo(new LoadCounts(0, 0, 0, 0, 0, 1, 0));
            assertThat(result.fault()).isEqualTo("open was not answered by 200: 1 rsp 6 500 no");
        }
    }

    @Test
    void aStopEndsItWithWhatWasMeasured() throws Exception {
        CompletableFuture<Load> load = new CompletableFuture<>();
        AtomicLong echoed = new AtomicLong();
        try (SmallServer server = new SmallServer(peer -> {
            byte[] message = peer.getInputStream().readNBytes(BYTES);
            while (message.length == BYTES) {
                peer.getOutputStream().write(message);
                if (echoed.incrementAndGet() == 100) {
                    load.join().stop();
                }
                message = peer.getInputStream().readNBytes(BYTES);
            }
        })) {
            LoadConfig config = config(server, LoadProtocol.ECHO, 1, 1, Duration.ZERO, Long.MAX_VALUE, 0);
            load.complete(new Load(config));
            LoadResult result = load.join().run();

            assertThat(result.stopped()).isTrue();
            assertThat(result.counted()).isGreaterThanOrEqualTo(99);
            assertThat(result.all().isFaultless()).isTrue();
        }
    }

    @Test
    void aServerThatIsNotThereIsSaidAsEverywhere() throws IOException {
        SmallServer server = new SmallServer(LoadTest::echo);
        server.close();
        assertThatThrownBy(() -> new Load(config(server, LoadProtocol.ECHO, 1, 1, Duration.ZERO, 1, 0)).run())
                .isInstanceOf(IOException.class)
                .hasMessage("cannot connect to " + server.address() + ": Connection refused");
        assertThatThrownBy(
                        () -> new Load(LoadConfig.of(new HostPort("no.such.name.invalid", 1), LoadProtocol.ECHO)).run())
                .hasMessageStartingWith("cannot connect to no.such.name.invalid:1: ");
    }

    private static LoadConfig config(
            SmallServer server,
            LoadProtocol protocol,
            int connections,
            int pipeline,
            Duration warmup,
            long count,
            double rate) {
        return new LoadConfig(
                server.address(), protocol, connections, BYTES, pipeline, LONG, warmup, count, rate, SHORT);
    }

    private static void echo(Socket peer) throws IOException {
        peer.getInputStream().transferTo(peer.getOutputStream());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
