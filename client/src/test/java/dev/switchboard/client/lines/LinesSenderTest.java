package dev.switchboard.client.lines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.client.HostPort;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.ProducerId;
import dev.switchboard.testkit.LinesFault;
import dev.switchboard.testkit.LinesPeer;
import dev.switchboard.testkit.Until;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LinesSenderTest {
    private static final Duration RETRY = Duration.ofSeconds(20);

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
    void everyMessageIsStoredInItsOrder() {
        List<String> messages = numbered(50_000);
        try (LinesSender sender = sender()) {
            messages.forEach(message -> assertThat(sender.send(bytes(message))).isTrue());

            assertThat(sender.finish()).isEqualTo(outcome(50_000, 50_000, 0));
        }
        assertThat(peer.texts()).isEqualTo(messages);
        assertThat(told).isEmpty();
    }

    @Test
    void linesOfAStreamAreMessages() throws Exception {
        String lines = "one\ntwo\r\n\n\r\n/slash\n//\n\u0000\u00ff\u001b\ncr \r\r\n in\rside\nlast\r";
        assertThat(sendLines(lines).allStored()).isTrue();

        assertThat(peer.texts())
                .containsExactly(
                        "one", "two", "", "", "/slash", "//", "\u0000\u00ff\u001b", "cr \r", " in\rside", "last\r");
    }

    @Test
    void anEmptyStreamIsNoMessage() throws Exception {
        assertThat(sendLines("")).isEqualTo(outcome(0, 0, 0));
        assertThat(peer.accepted()).isEqualTo(1);
    }

    @Test
    void aLineFeedInAMessageIsAnError() {
        try (LinesSender sender = sender()) {
            assertThatThrownBy(() -> sender.send(bytes("two\nlines"))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void goesToTheChannelChosen() {
        try (LinesSender sender =
                LinesSender.start(config().withChannel(ChannelName.of("other").orElseThrow()))) {
            sender.send(bytes("hello"));
            assertThat(sender.finish().allStored()).isTrue();
        }
        assertThat(peer.kept()).containsExactly(new LinesPeer.Kept("other", "hello"));
    }

    @ParameterizedTest
    @EnumSource(LinesFault.Moment.class)
    void aConnectionThatBreaksLosesAndDoublesNothing(LinesFault.Moment moment) {
        peer.fault(LinesFault.at(moment, 1))
                .fault(LinesFault.at(moment, 2))
                .fault(LinesFault.at(moment, 700))
                .fault(LinesFault.at(moment, 4_000));
        List<String> messages = numbered(2_000);
        try (LinesSender sender = sender()) {
            messages.forEach(message -> sender.send(bytes(message)));

            assertThat(sender.finish()).isEqualTo(outcome(2_000, 2_000, 0));
        }
        assertThat(peer.texts()).isEqualTo(messages);
    }

    @Test
    void aServerThatIsAwayForATimeGetsEverythingOnce() throws Exception {
        List<String> messages = numbered(30_000);
        try (LinesSender sender = sender()) {
            CompletableFuture<Void> sending =
                    CompletableFuture.runAsync(() -> messages.forEach(message -> sender.send(bytes(message))));
            for (int restart = 0; restart < 3; restart++) {
                long stored = sender.counts().stored();
                Until.holds("more is stored", () -> sender.counts().stored() > stored || sending.isDone());
                peer.stop();
                Until.holds("noticed", () -> peer.open() == 0);
                peer.start();
            }
            sending.join();
            assertThat(sender.finish()).isEqualTo(outcome(30_000, 30_000, 0));
        }
        assertThat(peer.texts()).isEqualTo(messages);
    }

    @Test
    void receiptsMayComeLateAndMemoryIsBounded() throws Exception {
        peer.holdReceipts(true);
        List<String> messages = numbered(40_000);
        try (LinesSender sender = sender()) {
            CompletableFuture<Void> sending =
                    CompletableFuture.runAsync(() -> messages.forEach(message -> sender.send(bytes(message))));
            Until.holds("the window is full", () -> sender.counts().sent() == SendLedger.LINES_MAX);
            assertThat(sender.counts().open()).isEqualTo(SendLedger.LINES_MAX);
            assertThat(sender.counts().stored()).isZero();
            peer.holdReceipts(false);
            sending.join();
            assertThat(sender.finish().allStored()).isTrue();
        }
        assertThat(peer.texts()).isEqualTo(messages);
    }

    @Test
    void storedMessagesWithoutAReceiptAreNotSentAgain() throws Exception {
        peer.holdReceipts(true);
        try (LinesSender sender = sender()) {
            sender.send(bytes("one"));
            sender.send(bytes("two"));
            Until.holds("stored", () -> peer.texts().size() == 2);
            peer.stop();
            peer.holdReceipts(false);
            peer.start();
            sender.send(bytes("three"));
            assertThat(sender.finish()).isEqualTo(outcome(3, 3, 0));
        }
        assertThat(peer.texts()).containsExactly("one", "two", "three");
        assertThat(told).hasSize(2).first().asString().startsWith("lost ");
        assertThat(told).last().isEqualTo("back");
    }

    @Test
    void whatIsRefusedIsToldAndTheRestGoesOn() throws Exception {
        peer.refuse(line -> line.startsWith("bad") ? Optional.of("too bad") : Optional.empty());
        SendOutcome outcome = sendLines("good\nbad\n\nbad\nbad");

        assertThat(outcome).isEqualTo(outcome(5, 2, 3));
        assertThat(outcome.allStored()).isFalse();
        assertThat(told).containsExactly("refused 2 too bad", "refused 4 too bad", "refused 5 too bad");
    }

    @Test
    void aMessageTooLongToSendIsRefusedWithItsNumber() throws Exception {
        String longest = "x".repeat(LinesSender.MESSAGE_BYTES_MAX);
        SendOutcome outcome = sendLines("first\n" + longest + "x\n" + longest + "\r\n" + longest.repeat(3) + "\nlast");

        assertThat(outcome).isEqualTo(outcome(5, 3, 2));
        assertThat(peer.texts()).containsExactly("first", longest, "last");
        assertThat(told)
                .containsExactly(
                        "refused 2 longer than the 1048576 bytes that can be sent",
                        "refused 4 longer than the 1048576 bytes that can be sent");
    }

    /// The refusal is lost with the connection, and must not be taken for a message stored.
    @Test
    void aRefusalThatIsLostIsNotTakenForAReceipt() throws Exception {
        peer.refuse(line -> line.length() > 70_000 ? Optional.of("too long") : Optional.empty());
        peer.fault(LinesFault.at(LinesFault.Moment.BEFORE_STORING, 2));
        peer.fault(LinesFault.at(LinesFault.Moment.BEFORE_RECEIPT, 5));
        SendOutcome outcome = sendLines("first\n" + "x".repeat(70_001) + "\nthird\nfourth\nfifth");

        assertThat(outcome).isEqualTo(outcome(5, 4, 1));
        assertThat(told).contains("refused 2 too long");
        assertThat(peer.texts()).containsExactly("first", "third", "fourth", "fifth");
    }

    @Test
    void aChannelThatIsRefusedEndsIt() throws Exception {
        peer.refuse(line -> line.equals("/to @server") ? Optional.of("it is the server's") : Optional.empty());
        try (LinesSender sender =
                LinesSender.start(config().withChannel(ChannelName.of("@server").orElseThrow()))) {
            sender.send(bytes("hello"));
            assertThat(sender.finish().failure()).isEqualTo("cannot send to @server: it is the server's");
            assertThat(sender.send(bytes("late"))).isFalse();
        }
        assertThat(peer.texts()).isEmpty();
    }

    @Test
    void aProducerOfLongAgoGoesOnBehindWhatIsStored() {
        peer.know("me", 3);
        ProducerId me = new ProducerId("me");
        try (LinesSender sender = LinesSender.start(config().withProducer(me))) {
            numbered(5).forEach(message -> sender.send(bytes(message)));
            assertThat(sender.finish()).isEqualTo(outcome(5, 5, 0));
        }
        assertThat(peer.texts()).containsExactly("message 3", "message 4");
    }

    @Test
    void aServerThatForgotMessagesIsNotSentOthers() throws Exception {
        peer.know("me", 0);
        try (LinesSender sender = LinesSender.start(config().withProducer(new ProducerId("me")))) {
            sender.send(bytes("one"));
            sender.send(bytes("two"));
            Until.holds("stored", () -> sender.counts().stored() == 2);
            peer.stop();
            peer.know("me", 1);
            peer.start();
            sender.send(bytes("three"));
            assertThat(sender.finish().failure())
                    .isEqualTo(peer.address() + " has 1 messages of this sender, where 2 have their receipt");
        }
    }

    @Test
    void givesUpWhenNobodyAnswersForTheTimeGiven() throws Exception {
        peer.stop();
        SenderConfig config = config().withRetry(Duration.ofMillis(300));
        try (LinesSender sender = LinesSender.start(config, new Telling())) {
            sender.send(bytes("hello"));
            SendOutcome outcome = sender.finish();

            String refused = "cannot connect to " + peer.address() + ": Connection refused";
            assertThat(outcome.failure()).isEqualTo(refused);
            assertThat(outcome.counts()).isEqualTo(new SendCounts(1, 0, 0, 0));
            assertThat(told).containsExactly("lost " + refused);
        }
    }

    @Test
    void needsNoConnectionWhileNothingIsUnanswered() throws Exception {
        try (LinesSender sender = LinesSender.start(config().withRetry(Duration.ZERO), new Telling())) {
            sender.send(bytes("one"));
            Until.holds("stored", () -> sender.counts().stored() == 1);
            peer.say("* server is stopping");
            assertThat(sender.finish()).isEqualTo(outcome(1, 1, 0));
        }
    }

    @Test
    void aServerOfAnotherProtocolIsToldApart() throws Exception {
        peer.refuse(_ -> Optional.empty());
        try (ServerSocket echo = new ServerSocket(0);
                LinesSender sender =
                        LinesSender.start(new SenderConfig(new HostPort("127.0.0.1", echo.getLocalPort())))) {
            var socket = echo.accept();
            socket.getOutputStream().write(bytes("220 mail here\n"));
            assertThat(sender.finish().failure()).endsWith(" does not speak lines: it says '220 mail here'");
            socket.close();
        }
    }

    @Test
    void closingGivesUpWhatIsUnanswered() {
        peer.holdReceipts(true);
        LinesSender sender = sender();
        sender.send(bytes("hello"));
        sender.close();

        assertThat(sender.await().failure()).isEqualTo("closed before every message was answered");
        assertThat(sender.send(bytes("late"))).isFalse();
    }

    private SendOutcome sendLines(String lines) throws IOException {
        try (LinesSender sender = sender()) {
            assertThat(sender.sendLines(new ByteArrayInputStream(bytes(lines)))).isTrue();
            return sender.finish();
        }
    }

    private SenderConfig config() {
        return new SenderConfig(new HostPort("127.0.0.1", peer.port())).withRetry(RETRY);
    }

    private LinesSender sender() {
        return LinesSender.start(config(), new Telling());
    }

    private static SendOutcome outcome(long accepted, long stored, long refused) {
        return new SendOutcome(new SendCounts(accepted, accepted, stored, refused), null);
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> "message " + i).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private final class Telling implements SenderEvents {
        @Override
        public void refused(long number, String problem) {
            told.add("refused " + number + " " + problem);
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
