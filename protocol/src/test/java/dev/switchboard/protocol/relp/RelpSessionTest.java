package dev.switchboard.protocol.relp;

import static dev.switchboard.protocol.relp.Frames.GOODBYE;
import static dev.switchboard.protocol.relp.Frames.OPEN;
import static dev.switchboard.protocol.relp.Frames.OPENED;
import static dev.switchboard.protocol.relp.Frames.frame;
import static dev.switchboard.protocol.relp.Frames.opened;
import static dev.switchboard.protocol.relp.Frames.stored;
import static dev.switchboard.protocol.relp.Frames.syslog;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.message.ChannelName;
import dev.switchboard.message.HubAnswer;
import dev.switchboard.message.HubRequest;
import dev.switchboard.message.StoredBatch;
import dev.switchboard.protocol.CloseReason;
import dev.switchboard.protocol.SessionRun;
import dev.switchboard.protocol.SplitHarness;
import dev.switchboard.protocol.lines.MemoryHub;
import dev.switchboard.protocol.syslog.ChannelTemplate;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.DefaultLocale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelpSessionTest {
    private static final int MESSAGE_BYTES_MAX = 100;
    private static final Relp RELP = new Relp(ChannelName.of("logs").orElseThrow(), MESSAGE_BYTES_MAX);
    private static final Relp BY_SEVERITY = new Relp(ChannelTemplate.of("s.{severity}", 10), MESSAGE_BYTES_MAX);
    private static final String STORED = "logs|127.0.0.1:40000|null|";

    /// What a peer sees, and what was stored.
    private record Seen(String output, @Nullable CloseReason reason, List<String> stored) {}

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "2, 1", "999999999, 1"})
    void openIsAnsweredWithTheVersionThatBothSpeak(int theirs, int spoken) {
        Seen seen = everySplit(frame(1, "open", "commands=syslog\nrelp_version=" + theirs));
        assertThat(seen.output()).isEqualTo(opened(spoken));
    }

    @Test
    void everyMessageIsStoredAndAnsweredByItsNumber() {
        Seen seen = everySplit(OPEN + syslog(2, "<13>one") + syslog(3, "two\nlines") + syslog(4, "") + syslog(5, "x"));
        assertThat(seen.stored()).containsExactly(STORED + "<13>one", STORED + "two\nlines", STORED, STORED + "x");
        assertThat(seen.output()).isEqualTo(OPENED + stored(2) + stored(3) + stored(4) + stored(5));
    }

    @Test
    @DefaultLocale("ar-EG")
    void answersHavePlainDigitsInEveryLocale() {
        String open = "1 open 30 relp_version=1\ncommands=syslog\n";
        String opened = "1 rsp 63 200 OK\nrelp_version=1\nrelp_software=switchboard\ncommands=syslog\n";
        assertThat(everySplit(open + "2 syslog 1 a\n").output()).isEqualTo(opened + stored(2));
    }

    @Test
    void bytesThatAreNoTextAreStoredAsTheyAre() {
        String bytes = "\0\u0001\u00ff\u00fe\n\t\u0080 3 syslog 1 a";
        assertThat(everySplit(OPEN + syslog(2, bytes)).stored()).containsExactly(STORED + bytes);
    }

    @Test
    void oneLineEndAtTheEndOfAMessageIsNotKept() {
        Seen seen = everySplit(OPEN + syslog(2, "a\n") + syslog(3, "b\r\n") + syslog(4, "c\n\n") + syslog(5, "\n"));
        assertThat(seen.stored()).containsExactly(STORED + "a", STORED + "b", STORED + "c\n", STORED);
    }

    @Test
    void theMessagesOfOneReadAreOneBatch() {
        StringBuilder read = new StringBuilder(OPEN);
        IntStream.rangeClosed(2, 129).forEach(number -> read.append(syslog(number, "m")));
        SessionRun run = run().open().receive(read.toString());
        assertThat(run.asked()).hasSize(1);
        assertThat(((HubRequest.Publish) run.asked().getFirst()).batch().count())
                .isEqualTo(128);
    }

    @Test
    void aBatchIsAnsweredOnceItIsStoredAndWhatIsBehindItAfterwards() {
        SessionRun run = run().open().receive(OPEN + syslog(2, "a") + syslog(3, "b"));
        run.receive(frame(4, "starttls", "")).receive(syslog(5, "c"));
        assertThat(run.newOutput()).isEqualTo(OPENED);
        run.answer(storedAt(run, 0));
        assertThat(run.newOutput()).isEqualTo(stored(2) + stored(3));
        run.answer(new HubAnswer.Followed(((HubRequest.Follow) run.asked().get(1)).reply()));
        assertThat(run.newOutput()).isEqualTo(frame(4, "rsp", "500 there is no such command"));
        run.answer(storedAt(run, 2));
        assertThat(run.newOutput()).isEqualTo(stored(5));
    }

    @Test
    void messagesOfSeveralChannelsAreAnsweredInTheirOrderWhenAllOfTheReadAreStored() {
        SessionRun run = new SessionRun(BY_SEVERITY.open(SessionRun.PEER)).open();
        run.receive(OPEN + syslog(2, "<11>a") + syslog(3, "<14>b") + syslog(4, "<11>c"))
                .receive(syslog(5, "<14>d"));
        assertThat(run.asked()).hasSize(3);
        run.newOutput();
        run.answer(storedAt(run, 0));
        assertThat(run.newOutput()).isEmpty();
        run.answer(storedAt(run, 1));
        assertThat(run.newOutput()).isEqualTo(stored(2) + stored(3) + stored(4));
        run.answer(storedAt(run, 2));
        assertThat(run.newOutput()).isEqualTo(stored(5));
    }

    @Test
    void messagesGoToTheChannelsThatTheyName() {
        MemoryHub hub = new MemoryHub();
        new SessionRun(BY_SEVERITY.open(SessionRun.PEER))
                .open()
                .answering(hub)
                .receive(OPEN + syslog(2, "<11>a") + syslog(3, "<14>b") + syslog(4, "c"));
        String from = "|127.0.0.1:40000|null|";
        assertThat(hub.stored)
                .containsExactly("s.err" + from + "<11>a", "s.info" + from + "<14>b", "s.none" + from + "c");
    }

    @Test
    void ofAReadWithARefusedBatchNothingIsAnswered() {
        SessionRun run = new SessionRun(BY_SEVERITY.open(SessionRun.PEER)).open();
        run.receive(OPEN + syslog(2, "<11>a") + syslog(3, "<14>b"));
        HubRequest.Publish second = (HubRequest.Publish) run.asked().get(1);
        run.answer(storedAt(run, 0))
                .answer(new HubAnswer.Refused(second.batch(), "the disk is full"))
                .outcome()
                .mustBe(OPENED + GOODBYE, CloseReason.ERROR);
    }

    @Test
    void anUnknownCommandIsAnErrorInItsPlaceAndTheConversationGoesOn() {
        String no = "500 there is no such command";
        Seen seen = everySplit(frame(1, "eventlog", "x")
                + OPEN.replaceFirst("1", "2")
                + frame(3, "abcdefghijklmnopqrstuvwxyzABCDEF", "")
                + syslog(4, "a")
                + frame(5, "Syslog", "b"));
        assertThat(seen.output())
                .isEqualTo(frame(1, "rsp", no)
                        + OPENED.replaceFirst("1", "2")
                        + frame(3, "rsp", no)
                        + stored(4)
                        + frame(5, "rsp", no));
        assertThat(seen.stored()).containsExactly(STORED + "a");
    }

    @Test
    void closeIsAnsweredBehindAllThatIsOwedAndNothingIsTakenAfterIt() {
        SessionRun run = run().open().receive(OPEN + syslog(2, "a") + frame(3, "close", "") + syslog(4, "b"));
        assertThat(run.newOutput()).isEqualTo(OPENED);
        run.answering(new MemoryHub()).outcome().mustBe(stored(2) + "3 rsp 0\n" + GOODBYE, CloseReason.PEER_CLOSED);

        Seen seen = everySplit(OPEN + syslog(2, "a") + frame(3, "close", "") + syslog(4, "b"));
        assertThat(seen)
                .isEqualTo(new Seen(
                        OPENED + stored(2) + "3 rsp 0\n" + GOODBYE, CloseReason.PEER_CLOSED, List.of(STORED + "a")));
    }

    @Test
    void aStopPaysWhatIsOwedAndSaysGoodbye() {
        SessionRun run = run().open().receive(OPEN + syslog(2, "a")).stop().receive(syslog(3, "b"));
        run.answering(new MemoryHub()).outcome().mustBe(OPENED + stored(2) + GOODBYE, CloseReason.SERVER_STOPPED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4 syslog 1 x\n", // not the next number
                "2 syslog 1 x\n",
                "1 syslog 1 x\n",
                "0 syslog 1 x\n", // a hint
                "0000000003 syslog 1 x\n", // ten digits
                "x", // no number
                " 3 syslog 1 x\n",
                "-3 syslog 1 x\n",
                "\n",
                "3\n",
                "3  1 x\n", // no command
                "3 sys-log 1 x\n",
                "3 abcdefghijklmnopqrstuvwxyzABCDEFG 0\n", // 33 letters
                "3 syslog\n",
                "3 syslog x\n",
                "3 syslog  x\n",
                "3 syslog \n", // no length
                "3 syslog -1\n",
                "3 syslog 0 \n", // a space without data
                "3 syslog 0 x\n",
                "3 syslog 1\nx\n",
                "3 syslog 1 xy\n", // no line end after the data
                "3 syslog 1 x\r\n",
                "3 syslog 101 x", // too long
                "3 syslog 999999999 x",
                "3 syslog 0000000001 x\n", // ten digits
                "3 open 14 relp_version=0\n", // it is open
            })
    void whatIsNoFrameEndsTheConversationAfterWhatIsOwed(String fault) {
        String stream = OPEN + syslog(2, "good") + fault + syslog(3, "late");
        SessionRun run = run().open().receive(stream);
        assertThat(run.reason()).isNull();
        run.answering(new MemoryHub());
        assertThat(run.reason()).isEqualTo(CloseReason.PROTOCOL_ERROR);

        Seen seen = everySplit(stream);
        assertThat(seen.stored()).containsExactly(STORED + "good");
        assertThat(seen.output())
                .startsWith(OPENED + stored(2))
                .endsWith(GOODBYE)
                .isEqualTo(run.output());
        assertThat(seen.reason()).isEqualTo(CloseReason.PROTOCOL_ERROR);
    }

    @Test
    void aMessageMayBeAsLongAsTheLimit() {
        String message = "x".repeat(MESSAGE_BYTES_MAX);
        assertThat(everySplit(OPEN + syslog(2, message)).stored()).containsExactly(STORED + message);
        assertThat(everySplit(OPEN + syslog(2, message + "x")).reason()).isEqualTo(CloseReason.PROTOCOL_ERROR);
    }

    @Test
    void aMessageBeforeTheSessionIsOpenEndsIt() {
        assertThat(everySplit(syslog(1, "a"))).isEqualTo(new Seen(GOODBYE, CloseReason.PROTOCOL_ERROR, List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "commands=syslog", "relp_version=", "relp_version=x", "relp_version=-1"})
    void offersWithoutAVersionAreRefused(String offers) {
        assertThat(everySplit(frame(1, "open", offers)))
                .isEqualTo(new Seen(
                        frame(1, "rsp", "500 relp_version is missing") + GOODBYE,
                        CloseReason.PROTOCOL_ERROR,
                        List.of()));
    }

    @Test
    void aBatchThatIsRefusedEndsTheConversationWithoutAnAnswerToIt() {
        SessionRun run = run().open().receive(OPEN + syslog(2, "a"));
        run.receive(syslog(3, "b") + syslog(4, "c")).receive(syslog(5, "d"));
        HubRequest.Publish second = (HubRequest.Publish) run.asked().get(1);
        run.answer(storedAt(run, 0))
                .answer(new HubAnswer.Refused(second.batch(), "the disk is full"))
                .answer(storedAt(run, 2))
                .outcome()
                .mustBe(OPENED + stored(2) + GOODBYE, CloseReason.ERROR);
    }

    @Test
    void anEndInTheMiddleOfAFrameDropsThatFrameOnly() {
        String whole = OPEN + syslog(2, "a");
        String next = syslog(3, "b");
        for (int bytes = 0; bytes < next.length(); bytes++) {
            assertThat(everySplit(whole + next.substring(0, bytes)))
                    .isEqualTo(new Seen(OPENED + stored(2), CloseReason.PEER_CLOSED, List.of(STORED + "a")));
        }
    }

    @Test
    void theEndWaitsForTheAnswersOwed() {
        SessionRun run = run().open().receive(OPEN + syslog(2, "a")).endInput();
        assertThat(run.reason()).isNull();
        run.answering(new MemoryHub()).outcome().mustBe(OPENED + stored(2), CloseReason.PEER_CLOSED);
    }

    @Test
    void afterTheLastNumberComesTheFirst() {
        int last = 999_999_999;
        SessionRun run = new SessionRun(new RelpSession(RELP, SessionRun.PEER, last - 2))
                .open()
                .answering(new MemoryHub())
                .receive(OPEN.replaceFirst("1", Integer.toString(last - 2)));
        run.newOutput();
        run.receive(syslog(last - 1, "a") + syslog(last, "b") + syslog(1, "c") + syslog(2, "d"));
        run.outcome().mustBe(stored(last - 1) + stored(last) + stored(1) + stored(2), null);
    }

    @Test
    void numbersOfAnyLengthAreAnsweredByThemselves() {
        StringBuilder sent = new StringBuilder(OPEN);
        StringBuilder wanted = new StringBuilder(OPENED);
        for (int number = 2; number <= 10_010; number++) {
            sent.append(syslog(number, "m"));
            wanted.append(stored(number));
        }
        run().open()
                .answering(new MemoryHub())
                .receive(sent.toString())
                .outcome()
                .mustBe(wanted.toString(), null);
    }

    private static HubAnswer storedAt(SessionRun run, int index) {
        return new HubAnswer.Stored(
                new StoredBatch(0, ((HubRequest.Publish) run.asked().get(index)).batch()));
    }

    private static Seen everySplit(String stream) {
        return SplitHarness.everySplit(stream.getBytes(StandardCharsets.ISO_8859_1), way -> {
            MemoryHub hub = new MemoryHub();
            SessionRun.Outcome outcome = way.open(RELP.open(SessionRun.PEER))
                    .answering(hub)
                    .receive(way.pieces())
                    .endInput()
                    .outcome();
            return new Seen(outcome.output(), outcome.reason(), List.copyOf(hub.stored));
        });
    }

    private static SessionRun run() {
        return new SessionRun(RELP.open(SessionRun.PEER));
    }
}
