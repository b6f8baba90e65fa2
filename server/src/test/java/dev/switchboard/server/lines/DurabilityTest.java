package dev.switchboard.server.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.protocol.CloseReason;
import dev.switchboard.serving.Model;
import dev.switchboard.serving.ServingEvent.ConnectionClosed;
import dev.switchboard.testkit.Until;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Nobody hears of a message before it is on the disk, under every model.
class DurabilityTest {
    private static final int SHORT_MILLIS = 50;
    private static final int MANY = 1_000;

    @TempDir
    private Path data;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROCESS")
    void receiptAndDeliveryComeOnlyAfterTheForce(Model model) throws Exception {
        try (HeldServer server = new HeldServer(data, model);
                LinesClient listener = server.connect(0);
                LinesClient sender = server.connect(1)) {
            listener.send("/listen main\n").expect("* listening to main from #0");
            server.disk.keep();
            sender.send("hello\n/last 1\n");
            server.disk.awaitWaiting();
            assertNothingComes(sender);
            assertNothingComes(listener);
            server.disk.release();
            assertThat(sender.receipt("hello")).isZero();
            assertThat(listener.delivery("main", sender.name(), "hello")).isZero();
            sender.delivery("main", sender.name(), "hello");
            sender.expect("* 1 of main");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROCESS")
    void whatCannotBeForcedIsToldToItsSenderAndNobodyElse(Model model) throws Exception {
        try (HeldServer server = new HeldServer(data, model);
                LinesClient listener = server.connect(0);
                LinesClient sender = server.connect(1)) {
            listener.send("/listen main\n").expect("* listening to main from #0");
            sender.send("before\n").receipt("before");
            server.disk.failing(true);
            sender.send("lost\nlost too\n");
            assertThat(sender.line()).startsWith("! not stored: ").contains("the cable is out");
            assertThat(sender.line()).startsWith("! not stored: ");
            server.disk.failing(false);
            assertThat(sender.send("after\n").receipt("after")).isEqualTo(1);
            listener.delivery("main", sender.name(), "before");
            listener.delivery("main", sender.name(), "after");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROCESS")
    void aStopPaysTheReceiptsOwedAndThenSaysSo(Model model) throws Exception {
        try (HeldServer server = new HeldServer(data, model);
                LinesClient listener = server.connect(0);
                LinesClient sender = server.connect(1)) {
            listener.send("/listen main\n").expect("* listening to main from #0");
            server.disk.keep();
            sender.send("m\n".repeat(MANY));
            server.disk.awaitWaiting();
            server.stop();
            listener.expect("* server is stopping");
            listener.expectEnd();
            assertNothingComes(sender);
            server.disk.release();
            String[] lines = sender.rest().split("\n", -1);
            // What was still on its way when the server stopped is not stored, and so it has no receipt.
            int paid = lines.length - 2;
            assertThat(paid).isBetween(1, MANY);
            for (int i = 0; i < paid; i++) {
                assertThat(lines[i]).startsWith("[").contains(" #" + i + "] m");
            }
            assertThat(lines[paid]).isEqualTo("* server is stopping");
            sender.close();
            listener.close();
            assertThat(server.events.awaitClosed(2))
                    .extracting(ConnectionClosed::reason)
                    .containsOnly(CloseReason.SERVER_STOPPED);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROCESS")
    void aSlowDiskSlowsTheSenderAndNothingIsLost(Model model) throws Exception {
        String text = "x".repeat(10_000);
        int count = 2_000;
        AtomicInteger sent = new AtomicInteger();
        try (HeldServer server = new HeldServer(data, model);
                LinesClient sender = server.connect(0)) {
            server.disk.keep();
            Thread pour = Thread.ofVirtual().start(() -> {
                try {
                    while (sent.get() < count) {
                        sender.send(text + sent.get() + "\n");
                        sent.incrementAndGet();
                    }
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            server.disk.awaitWaiting();
            Stagnation stagnation = new Stagnation(sent);
            Until.holds("the sender waits", stagnation::isSeen);
            // 20 MB are more than the server takes without giving receipts and the kernel's buffers hold.
            assertThat(sent.get()).isLessThan(count);
            server.disk.release();
            for (int i = 0; i < count; i++) {
                assertThat(sender.receipt(text + i)).isEqualTo(i);
            }
            pour.join();
        }
    }

    /// A count that was the same so many times in a row.
    private static final class Stagnation {
        private static final int LOOKS = 20;

        private final AtomicInteger count;
        private int last = -1;
        private int same;

        Stagnation(AtomicInteger count) {
            this.count = count;
        }

        boolean isSeen() {
            int now = count.get();
            same = now == last ? same + 1 : 0;
            last = now;
            return same >= LOOKS;
        }
    }

    private static void assertNothingComes(LinesClient client) throws IOException {
        int patience = client.socket().getSoTimeout();
        client.socket().setSoTimeout(SHORT_MILLIS);
        assertThatThrownBy(client::line).isInstanceOf(SocketTimeoutException.class);
        client.socket().setSoTimeout(patience);
    }
}
