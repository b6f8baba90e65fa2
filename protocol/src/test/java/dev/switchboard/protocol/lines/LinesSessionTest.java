package dev.switchboard.protocol.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.message.Batch;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.HubAnswer;
import dev.switchboard.message.HubRequest;
import dev.switchboard.message.Missing;
import dev.switchboard.message.ProducerId;
import dev.switchboard.message.Sender;
import dev.switchboard.message.StoredBatch;
import dev.switchboard.protocol.CloseReason;
import dev.switchboard.protocol.SessionRun;
import dev.switchboard.protocol.SplitHarness;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.DefaultLocale;

class LinesSessionTest {
    private static final String TIME = "1970-01-01T00:00:00.000Z";
    private static final int LINE_BYTES_MAX = 20;

    /// What a peer sees, and what was stored.
    private record Seen(String output, @Nullable CloseReason reason, List<String> stored) {}

    @Test
    void everyLineIsStoredAndAnsweredByItsReceipt() {
        assertThat(everySplit("one\r\n\ntwo\n").stored())
                .containsExactly(
                        "main|127.0.0.1:40000|null|one", "main|127.0.0.1:40000|null|", "main|127.0.0.1:40000|null|two");
        assertThat(everySplit("one\r\n\ntwo\n").output())
                .isEqualTo(receipt(0, "one") + receipt(1, "") + receipt(2, "two"));
    }

    @Test
    void aLastLineWithoutItsEndIsAMessage() {
        Seen seen = everySplit("one\ntwo");
        assertThat(seen.output()).isEqualTo(receipt(0, "one") + receipt(1, "two"));
        assertThat(seen.reason()).isEqualTo(CloseReason.PEER_CLOSED);
    }

    @Test
    void bytesThatAreNoTextComeBackAsTheyWere() {
        String bytes = "\0\u0001\u00ff\u00fe\t\u0080\r.";
        assertThat(everySplit(bytes + "\n").output()).isEqualTo(receipt(0, bytes));
    }

    @Test
    void anOverlongLineIsToldInItsPlaceAndTheConversationGoesOn() {
        String longLine = "x".repeat(LINE_BYTES_MAX + 1);
        Seen seen = everySplit("a\n" + longLine + "\nb\n");
        assertThat(seen.output())
                .isEqualTo(receipt(0, "a")
                        + "! not stored: a line was longer than 20 bytes; send it in parts\n"
                        + receipt(1, "b"));
        assertThat(everySplit("a\n" + longLine).output()).endsWith("send it in parts\n");
        assertThat(everySplit("x".repeat(LINE_BYTES_MAX) + "\r\n").stored()).hasSize(1);
    }

    @Test
    void aSearchBringsDeliveriesAndThenTheirNumber() {
        assertThat(everySplit("a\nb\n/search all\n").output())
                .isEqualTo(receipt(0, "a")
                        + receipt(1, "b")
                        + "<main #0 " + TIME + " 127.0.0.1:40000> a\n"
                        + "<main #1 " + TIME + " 127.0.0.1:40000> b\n"
                        + "* 2 found\n");
        assertThat(everySplit("a\n/search some\n").output()).endsWith("> a\n* 1 found, more before=1\n");
        assertThat(everySplit("/search   x\n/search\n").output()).isEqualTo("! cannot find   x\n! cannot find\n");
    }

    @Test
    void aStarStandsForAllChannels() {
        assertThat(everySplit("/listen *\n/listen * 7\n/unlisten *\n/to *\n").output())
                .isEqualTo("""
                        * listening to * from #0
                        * listening to * from #7
                        * no longer listening to *
                        ! a channel's name is 1 to 64 of letters, digits, '.', '_' and '-'
                        """);
    }

    @Test
    void twoSlashesSendAText() {
        assertThat(everySplit("//quit\n").stored()).containsExactly("main|127.0.0.1:40000|null|/quit");
    }

    @Test
    void toChangesTheChannelOfWhatFollows() {
        Seen seen = everySplit("a\n/to b.c\nd\n");
        assertThat(seen.output()).isEqualTo(receipt(0, "a") + "* to b.c\n" + receipt(1, "d"));
        assertThat(seen.stored()).containsExactly("main|127.0.0.1:40000|null|a", "b.c|127.0.0.1:40000|null|d");
    }

    @Test
    void whatCannotBeDoneIsToldAndNothingIsStored() {
        Seen seen = everySplit("/to a b\n/to @x\n/to " + "y".repeat(16) + "\n/to ä\n/no\n/last 0\n/listen a -1\n/\n");
        assertThat(seen.output()).isEqualTo("""
                        ! use it as /to CHANNEL
                        ! only the server sends to @x; /listen to it
                        * to yyyyyyyyyyyyyyyy
                        ! a channel's name is 1 to 64 of letters, digits, '.', '_' and '-'
                        ! no such command; /help lists them, and //text sends /text
                        ! /last wants a number from 1 to 10000
                        ! an offset is a number from 0, such as /listen a 42
                        ! no such command; /help lists them, and //text sends /text
                        """);
        assertThat(seen.stored()).isEmpty();
    }

    @Test
    void commandsAreAnsweredInTheirPlace() {
        Seen seen = everySplit("a\n/last 5\n/who\n/listen b\n/unlisten b\n/listen c 9\n");
        assertThat(seen.output())
                .isEqualTo(receipt(0, "a")
                        + "<main #0 " + TIME + " 127.0.0.1:40000> a\n* 1 of main\n"
                        + "* 127.0.0.1:1 lines\n* 127.0.0.1:2 echo\n* 2 connected\n"
                        + "* listening to b from #1\n* no longer listening to b\n* listening to c from #9\n");
    }

    @Test
    void quitAnswersWhatCameBeforeAndPassesOverWhatComesAfter() {
        Seen seen = everySplit("a\n/quit\nb\n");
        assertThat(seen.output()).isEqualTo(receipt(0, "a") + "* bye\n");
        assertThat(seen.stored()).hasSize(1);
    }

    @Test
    @DefaultLocale("ar-EG")
    void answersHavePlainDigitsInEveryLocale() {
        Seen seen = everySplit("/resume job-1\na\n/last 5\n/who\n/listen c 9\n");
        assertThat(seen.output())
                .contains("* resumed job-1 at 7\n", "* 1 of main\n", "* 2 connected\n", "* listening to c from #9\n");
    }

    @Test
    void aProducerGoesOnWhereItWas() {
        Seen seen = everySplit("/resume job-1\na\n/resume job-2\n");
        assertThat(seen.output())
                .isEqualTo("* resumed job-1 at 7\n" + receipt(0, "a")
                        + "! /resume comes before the first message of a connection\n");
        assertThat(seen.stored()).containsExactly("main|127.0.0.1:40000|job-1|a");
    }

    @Test
    void aProducersConnectionEndsWithTheFirstLineThatIsNotStored() {
        Seen seen = everySplit("/resume job\na\n" + "x".repeat(21) + "\nb\n");
        assertThat(seen.output())
                .isEqualTo("* resumed job at 7\n" + receipt(0, "a")
                        + "! not stored: a line was longer than 20 bytes; send it in parts\n"
                        + "* this connection ends, so that the count of job stays right: /resume it\n");
        assertThat(seen.reason()).isEqualTo(CloseReason.LIMIT);
        assertThat(seen.stored()).containsExactly("main|127.0.0.1:40000|job|a");
    }

    @Test
    void aProducersConnectionEndsWhenTheDiskRefuses() {
        SessionRun run = run(Receipts.EACH).open().receive("/resume job\na\nb\n");
        HubRequest.Publish publish = (HubRequest.Publish) run.asked().getLast();
        run.answer(new HubAnswer.Resumed(new ProducerId("job"), 0))
                .answer(new HubAnswer.Refused(publish.batch(), "the disk is full"))
                .outcome()
                .mustBe(
                        "* resumed job at 0\n"
                                + "! not stored: the disk is full\n".repeat(2)
                                + "* this connection ends, so that the count of job stays right: /resume it\n",
                        CloseReason.ERROR);
    }

    @Test
    void helpListsEveryCommand() {
        assertThat(everySplit("/help\n").output().lines())
                .allMatch(line -> line.startsWith("* "))
                .anyMatch(line -> line.contains("/listen"))
                .anyMatch(line -> line.contains("/resume"));
    }

    @Test
    void withLastOnlyTheEndIsAnswered() {
        assertThat(everySplit("a\nb\nc", Receipts.LAST).output()).isEqualTo(receipt(2, "c"));
        assertThat(everySplit("", Receipts.LAST).output()).isEmpty();
        assertThat(everySplit("x".repeat(21) + "\na\n", Receipts.LAST).output())
                .isEqualTo("! 1 messages were not stored: a line was longer than 20 bytes; send it in parts\n");
    }

    @Test
    void withNoneNothingIsAnswered() {
        Seen seen = everySplit("a\n" + "x".repeat(21) + "\nb", Receipts.NONE);
        assertThat(seen.output()).isEmpty();
        assertThat(seen.stored()).hasSize(2);
    }

    @Test
    void nothingIsSaidBeforeItIsDurableAndEverythingInOrder() {
        SessionRun run = run(Receipts.EACH).open().receive("a\n/to b\n/nonsense\nc\n");
        assertThat(run.output()).isEmpty();
        assertThat(run.asked()).hasSize(4);
        assertThat(run.answering(new MemoryHub()).output())
                .isEqualTo(receipt(0, "a") + "* to b\n"
                        + "! no such command; /help lists them, and //text sends /text\n" + receipt(1, "c"));
    }

    @Test
    void aBatchHoldsLittleMoreThanItsMessagesHoweverManyTheReadMakes() {
        SessionRun run = run(Receipts.EACH).open().receive("ab\n/x\n".repeat(1_000));
        long held = run.asked().stream()
                .filter(HubRequest.Publish.class::isInstance)
                .mapToLong(asked -> ((HubRequest.Publish) asked).batch().payloads().length)
                .sum();
        assertThat(held).isBetween(2_000L, 2 * 2_000L);
    }

    @Test
    void theEndWaitsForTheReceiptsOwed() {
        SessionRun run = run(Receipts.EACH).open().receive("a\n").endInput();
        assertThat(run.reason()).isNull();
        run.answering(new MemoryHub()).outcome().mustBe(receipt(0, "a"), CloseReason.PEER_CLOSED);
    }

    @Test
    void aStopPaysWhatIsOwedAndSaysSo() {
        SessionRun run = run(Receipts.EACH).open().receive("a\n").stop().receive("b\n");
        run.answering(new MemoryHub())
                .outcome()
                .mustBe(receipt(0, "a") + "* server is stopping\n", CloseReason.SERVER_STOPPED);
    }

    @Test
    void refusedMessagesAreToldOneByOne() {
        SessionRun run = run(Receipts.EACH).open().receive("a\nb\n");
        HubRequest.Publish publish = (HubRequest.Publish) run.asked().getFirst();
        run.answer(new HubAnswer.Refused(publish.batch(), "the disk is full"));
        assertThat(run.output()).isEqualTo("! not stored: the disk is full\n".repeat(2));
    }

    @Test
    void deliveriesAndLossesAreShownAsTheyCome() {
        Batch batch = Batch.of(ChannelName.MAIN, new Sender("[::1]:7"), 1_500, "x\ny".getBytes(StandardCharsets.UTF_8));
        SessionRun run = run(Receipts.EACH)
                .open()
                .answer(new HubAnswer.Delivered(new StoredBatch(12, batch)))
                .answer(new HubAnswer.Lost(new Missing(5, 10, Missing.Cause.DAMAGE)));
        assertThat(run.output()).isEqualTo("""
                        <main #12 1970-01-01T00:00:00.001Z [::1]:7> x\\ny
                        ! messages #5 to #9 are damaged in the journal
                        """);
    }

    @Test
    void whoIsSupersededIsToldAndEnds() {
        SessionRun run = run(Receipts.EACH).open().answer(new HubAnswer.Superseded(new ProducerId("job")));
        run.outcome().mustBe("* another connection goes on as job; this one ends\n", CloseReason.PROTOCOL_ERROR);
    }

    private static Seen everySplit(String stream) {
        return everySplit(stream, Receipts.EACH);
    }

    private static Seen everySplit(String stream, Receipts receipts) {
        return SplitHarness.everySplit(stream.getBytes(StandardCharsets.ISO_8859_1), way -> {
            MemoryHub hub = new MemoryHub();
            SessionRun.Outcome outcome = way.open(lines(receipts).open(SessionRun.PEER))
                    .answering(hub)
                    .receive(way.pieces())
                    .endInput()
                    .outcome();
            return new Seen(outcome.output(), outcome.reason(), List.copyOf(hub.stored));
        });
    }

    private static SessionRun run(Receipts receipts) {
        return new SessionRun(lines(receipts).open(SessionRun.PEER));
    }

    private static Lines lines(Receipts receipts) {
        return new Lines(ChannelName.MAIN, receipts, LINE_BYTES_MAX);
    }

    private static String receipt(int offset, String text) {
        return "[%s #%d] %s\n".formatted(TIME, offset, text);
    }
}
