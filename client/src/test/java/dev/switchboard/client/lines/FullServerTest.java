package dev.switchboard.client.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.client.HostPort;
import dev.switchboard.message.ChannelName;
import dev.switchboard.testkit.LinesFault;
import dev.switchboard.testkit.LinesPeer;
import dev.switchboard.testkit.Until;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A server that answers, but does not store for a time: what it did not store is sent again.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FullServerTest {
    private static final String FULL = "the disk is full: free some space and send again";

    private final List<String> told = new CopyOnWriteArrayList<>();
    private LinesPeer peer;

    @BeforeEach
    void listen() throws IOException {
        peer = new LinesPeer();
    }

    @AfterEach
    void stop() throws IOException {
        peer.close();
    }

    @Test
    void whatIsNotStoredWhileTheDiskIsFullIsStoredOnceWhenItIsNot() {
        List<String> messages =
                IntStream.range(0, 30_000).mapToObj(i -> "message " + i).toList();
        fullFor(_ -> true);
        try (LinesSender sender = sender(Duration.ofSeconds(50))) {
            messages.subList(0, 5_000).forEach(message -> sender.send(message.getBytes(UTF_8)));
            Until.holds("tried again", () -> peer.accepted() > 2);
            assertThat(sender.counts().open()).isEqualTo(5_000);
            fullFor(_ -> false);
            messages.subList(5_000, 30_000).forEach(message -> sender.send(message.getBytes(UTF_8)));

            assertThat(sender.finish()).isEqualTo(new SendOutcome(new SendCounts(30_000, 30_000, 30_000, 0), null));
        }
        assertThat(peer.texts()).isEqualTo(messages);
        assertThat(told).containsExactly("delayed " + notStoring(FULL), "lost " + notStoring(FULL), "back");
    }

    @Test
    void aDiskThatFillsInTheMiddleLosesAndDoublesNothing() {
        List<String> messages =
                IntStream.range(0, 9_000).mapToObj(i -> "message " + i).toList();
        fullFor(line -> line.endsWith("500") && peer.accepted() % 2 == 1);
        peer.fault(LinesFault.at(LinesFault.Moment.BEFORE_RECEIPT, 1_200));
        try (LinesSender sender = sender(Duration.ofSeconds(50))) {
            messages.forEach(message -> sender.send(message.getBytes(UTF_8)));

            assertThat(sender.finish().allStored()).isTrue();
        }
        assertThat(peer.texts()).isEqualTo(messages);
        assertThat(told).contains("delayed " + notStoring(FULL)).last().isEqualTo("back");
    }

    @Test
    void itIsGivenUpWhenTheDiskStaysFullForTheTimeGiven() {
        fullFor(line -> line.equals("three"));
        try (LinesSender sender = sender(Duration.ofMillis(400))) {
            List.of("one", "two", "three", "four").forEach(message -> sender.send(message.getBytes(UTF_8)));
            SendOutcome outcome = sender.finish();

            assertThat(outcome.failure()).isEqualTo(notStoring(FULL));
            assertThat(outcome.stored()).isEqualTo(2);
            assertThat(outcome.counts().open()).isEqualTo(2);
            assertThat(outcome.counts().refused()).isZero();
        }
        assertThat(peer.texts()).containsExactly("one", "two");
        assertThat(told).containsExactly("delayed " + notStoring(FULL), "lost " + notStoring(FULL));
    }

    @Test
    void withoutTimeToTryAgainItIsGivenUpAtOnce() {
        fullFor(_ -> true);
        try (LinesSender sender = sender(Duration.ZERO)) {
            sender.send("one".getBytes(UTF_8));

            assertThat(sender.finish().failure()).isEqualTo(notStoring(FULL));
        }
        assertThat(told).isEmpty();
    }

    @Test
    void whatIsTheMessagesOwnFaultIsNotTriedAgain() {
        peer.refuse(line -> line.equals("bad")
                ? Optional.of("not stored: a line was longer than 2 bytes; send it in parts")
                : Optional.empty());
        try (LinesSender sender = sender(Duration.ofSeconds(50))) {
            List.of("a", "bad", "b").forEach(message -> sender.send(message.getBytes(UTF_8)));

            assertThat(sender.finish()).isEqualTo(new SendOutcome(new SendCounts(3, 3, 2, 1), null));
        }
        assertThat(peer.texts()).containsExactly("a", "b");
        assertThat(told).contains("refused 2 a line was longer than 2 bytes; send it in parts");
    }

    @Test
    void aServerThatStopsWhileItIsAskedIsAskedAgain() {
        String stopping = "the server is stopping: send again when it is back";
        peer.refuse(line ->
                (line.startsWith("/resume") && peer.accepted() == 1) || (line.startsWith("/to") && peer.accepted() == 2)
                        ? Optional.of(stopping)
                        : Optional.empty());
        SenderConfig config = config(Duration.ofSeconds(50)).withChannel(ChannelName.MAIN);
        try (LinesSender sender = LinesSender.start(config, new Telling())) {
            sender.send("one".getBytes(UTF_8));

            assertThat(sender.finish().allStored()).isTrue();
        }
        assertThat(peer.texts()).containsExactly("one");
        assertThat(told).containsExactly("delayed " + notStoring(stopping), "lost " + notStoring(stopping), "back");
    }

    private void fullFor(Predicate<String> lines) {
        peer.refuse(line ->
                !line.startsWith("/") && lines.test(line) ? Optional.of("not stored: " + FULL) : Optional.empty());
    }

    private String notStoring(String why) {
        return peer.address() + " does not store: " + why;
    }

    private SenderConfig config(Duration retry) {
        return new SenderConfig(new HostPort("127.0.0.1", peer.port())).withRetry(retry);
    }

    private LinesSender sender(Duration retry) {
        return LinesSender.start(config(retry), new Telling());
    }

    private final class Telling implements SenderEvents {
        @Override
        public void refused(long number, String problem) {
            told.add("refused " + number + " " + problem);
        }

        @Override
        public void delayed(String cause) {
            told.add("delayed " + cause);
        }

        @Override
        public void lost(String cause) {
            told.add("lost " + cause);
        }

        @Override
        public void back() {
            told.add("back");
        }
    }
}
