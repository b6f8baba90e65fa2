package dev.switchboard.cli.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.testkit.SwitchboardProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A subscriber that stops reading while more passes than the server has memory for: it holds nobody up and gets all of
/// it later.
class StalledSubscriberIT {
    private static final int MESSAGE_BYTES = 200;
    private static final int MESSAGES = 200_000;
    private static final int MESSAGES_AT_NIGHT = 1_000_000;
    /// Less than 200,000 messages have, let alone a million.
    private static final String SMALL_HEAP = "JDK_JAVA_OPTIONS=-Xmx32m";

    @TempDir
    private Path data;

    @ParameterizedTest
    @ValueSource(strings = {"thread", "select", "virtual"})
    void losesNothingAndCostsTheServerNoMemory(String model) throws Exception {
        stall(model, MESSAGES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"thread", "select", "virtual"})
    @Tag("nightly")
    void norWithAMillion(String model) throws Exception {
        stall(model, MESSAGES_AT_NIGHT);
    }

    private void stall(String model, int messages) throws Exception {
        try (SwitchboardProcess server = SwitchboardProcess.serveUnder(
                        List.of("env", SMALL_HEAP), "--data", data.toString(), "-l", "lines:0,model=" + model);
                Talk stalled = listener(server);
                Talk other = listener(server);
                Talk sender = Talk.with(server.port(0))) {
            CompletableFuture<Void> sends = inBackground(() -> send(sender, messages));
            CompletableFuture<Void> goesOn = inBackground(() -> readAll(other, sender.name(), messages));
            for (int i = 0; i < messages; i++) {
                Talk.Shown receipt = sender.receipt();
                assertIs(i, receipt == null ? "the end" : receipt.text());
            }
            sends.join();
            goesOn.join();
            readAll(stalled, sender.name(), messages);
            sender.send("and live again\n");
            assertThat(stalled.delivery().text()).isEqualTo("and live again");
            assertThat(server.log("defect.*")).isEmpty();
        }
    }

    private static Talk listener(SwitchboardProcess server) throws IOException {
        Talk listener = Talk.with(server.port(0));
        listener.send("/listen main\n");
        assertThat(listener.line()).startsWith("* listening to main from #");
        return listener;
    }

    private static void send(Talk sender, int messages) throws IOException {
        StringBuilder some = new StringBuilder();
        for (int i = 0; i < messages; i++) {
            some.append(message(i)).append('\n');
            if (i % 100 == 99) {
                sender.send(some.toString());
                some.setLength(0);
            }
        }
    }

    private static void readAll(Talk listener, String sender, int messages) throws IOException {
        long last = -1;
        for (int i = 0; i < messages; i++) {
            Talk.Shown delivery = listener.delivery();
            assertIs(i, delivery.text());
            if (delivery.offset() <= last || !delivery.sender().equals(sender)) {
                throw new AssertionError("after #%d came %s".formatted(last, delivery));
            }
            last = delivery.offset();
        }
    }

    private static void assertIs(int number, String text) {
        if (!text.equals(message(number))) {
            throw new AssertionError("not message %d: %s".formatted(number, text));
        }
    }

    private static String message(int number) {
        String text = "message " + number + " ";
        return text + "x".repeat(MESSAGE_BYTES - text.length());
    }

    private interface Talking {
        void run() throws IOException;
    }

    private static CompletableFuture<Void> inBackground(Talking talking) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        talking.run();
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                },
                task -> Thread.ofVirtual().start(task));
    }
}
