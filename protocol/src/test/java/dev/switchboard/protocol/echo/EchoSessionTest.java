package dev.switchboard.protocol.echo;

import static dev.switchboard.protocol.CloseReason.LIMIT;
import static dev.switchboard.protocol.CloseReason.PEER_CLOSED;
import static dev.switchboard.protocol.CloseReason.PROTOCOL_ERROR;
import static dev.switchboard.protocol.CloseReason.SERVER_STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.protocol.SessionRun;
import dev.switchboard.protocol.SplitHarness;
import dev.switchboard.protocol.framing.CloseFraming;
import dev.switchboard.protocol.framing.FixedFraming;
import dev.switchboard.protocol.framing.Framing;
import dev.switchboard.protocol.framing.LengthFraming;
import dev.switchboard.protocol.framing.LineFraming;
import dev.switchboard.protocol.framing.NoFraming;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.DefaultLocale;

class EchoSessionTest {
    private static final int MESSAGE_BYTES_MAX = 1000;
    private static final long NOON_MICROS = 1_763_726_400_000_000L;
    /// What every reply of a run that was given no time begins with.
    private static final String THEN = "[Thu Jan  1 00:00:00 1970] ";

    @Test
    @Tag("T2")
    void aReplyIsTheTimeInBracketsASpaceAndTheData() {
        SessionRun run =
                run(stamped(new NoFraming())).atEpochMicros(NOON_MICROS).receive("hello");
        assertThat(run.output()).isEqualTo("[Fri Nov 21 12:00:00 2025] hello");
    }

    @Test
    @Tag("T2")
    void everyReplyHasTheTimeOfItsOwnMessage() {
        SessionRun run = run(stamped(new LineFraming()));
        run.atEpochMicros(NOON_MICROS).receive("a\nb\n");
        run.atEpochMicros(NOON_MICROS + 1_000_000).receive("c\n");
        String first = "[Fri Nov 21 12:00:00 2025] ";
        String second = "[Fri Nov 21 12:00:01 2025] ";
        assertThat(run.output()).isEqualTo(first + "a\n" + first + "b\n" + second + "c\n");
    }

    @Test
    void anIsoStampIsAnsweredLikewise() {
        Echo echo = new Echo(Stamp.iso(), false, new NoFraming(), MESSAGE_BYTES_MAX);
        assertThat(run(echo)
                        .atEpochMicros(NOON_MICROS + 123_456)
                        .receive("hello")
                        .output())
                .isEqualTo("[2025-11-21T12:00:00.123Z] hello");
    }

    @Test
    @Tag("T3")
    void thePeersAddressCanFollowTheData() {
        Echo echo = new Echo(utc(), true, new LineFraming(), MESSAGE_BYTES_MAX);
        SplitHarness.everySplit(echo, "hello\n\n")
                .mustBe(THEN + "hello ('127.0.0.1', 40000)\n" + THEN + " ('127.0.0.1', 40000)\n", PEER_CLOSED);
    }

    @Test
    @Tag("T3")
    @DefaultLocale("ar-EG")
    void thePeersPortHasPlainDigitsInEveryLocale() {
        Echo echo = new Echo(null, true, new NoFraming(), MESSAGE_BYTES_MAX);
        assertThat(run(echo).receive("hello").output()).isEqualTo("hello ('127.0.0.1', 40000)");
    }

    @Test
    void aReplyToALineEndsInLf() {
        SplitHarness.everySplit(stamped(new LineFraming()), "one\r\n\ntwo")
                .mustBe(THEN + "one\n" + THEN + "\n" + THEN + "two\n", PEER_CLOSED);
    }

    @Test
    void theLengthOfAReplyCountsTheStampAndThePeer() {
        SplitHarness.everySplit(stamped(new LengthFraming()), "\0\0\0\3one\0\0\0\0")
                .mustBe("\0\0\0\36" + THEN + "one\0\0\0\33" + THEN, PEER_CLOSED);
        Echo withPeer = new Echo(null, true, new LengthFraming(), MESSAGE_BYTES_MAX);
        SplitHarness.everySplit(withPeer, "\0\0\0\3one").mustBe("\0\0\0\30one ('127.0.0.1', 40000)", PEER_CLOSED);
    }

    @Test
    void aReplyToAMessageOfFixedLengthIs27BytesLonger() {
        SplitHarness.everySplit(stamped(new FixedFraming(3)), "onetwo")
                .mustBe(THEN + "one" + THEN + "two", PEER_CLOSED);
        SplitHarness.everySplit(plain(new FixedFraming(3)), "onetwo").mustBe("onetwo", PEER_CLOSED);
    }

    @Test
    void aStreamThatIsOneMessageGetsOneReplyThenTheEnd() {
        SplitHarness.everySplit(stamped(new CloseFraming()), "one\ntwo").mustBe(THEN + "one\ntwo", PEER_CLOSED);
        SplitHarness.everySplit(stamped(new CloseFraming()), "").mustBe(THEN, PEER_CLOSED);
        assertThat(run(stamped(new CloseFraming())).receive("one").output()).isEmpty();
    }

    @Test
    void everyByteValueComesBackUnchanged() {
        StringBuilder all = new StringBuilder();
        for (char octet = 0; octet < 256; octet++) {
            all.append(octet);
        }
        String bytes = all.toString();
        SplitHarness.everySplit(plain(new NoFraming()), bytes).mustBe(bytes, PEER_CLOSED);
        SplitHarness.everySplit(plain(new CloseFraming()), bytes).mustBe(bytes, PEER_CLOSED);
        SplitHarness.everySplit(plain(new FixedFraming(256)), bytes).mustBe(bytes, PEER_CLOSED);
        SplitHarness.everySplit(plain(new LengthFraming()), "\0\0\1\0" + bytes).mustBe("\0\0\1\0" + bytes, PEER_CLOSED);
        String lines = bytes + bytes.repeat(2) + "\n";
        SplitHarness.everySplit(plain(new LineFraming()), lines).mustBe(lines, PEER_CLOSED);
    }

    @Test
    void messagesBeforeAFaultAreStillAnswered() {
        Echo shortLines = new Echo(utc(), false, new LineFraming(), 3);
        SplitHarness.everySplit(shortLines, "one\n\nlong line\ntwo\n").mustBe(THEN + "one\n" + THEN + "\n", LIMIT);
        SplitHarness.everySplit(plain(new LengthFraming()), "\0\0\0\3oneÿÿÿÿ\0\0\0\3two")
                .mustBe("\0\0\0\3one", LIMIT);
        SplitHarness.everySplit(plain(new LengthFraming()), "\0\0\0\3one\0\0\0\3tw")
                .mustBe("\0\0\0\3one", PROTOCOL_ERROR);
        SplitHarness.everySplit(plain(new FixedFraming(3)), "onetw").mustBe("one", PROTOCOL_ERROR);
    }

    @Test
    @Tag("T2")
    void theHalfCloseIsAnsweredByTheLastReplyAndTheEnd() {
        SessionRun run = run(plain(new LineFraming())).receive("one\ntwo");
        assertThat(run.newOutput()).isEqualTo("one\n");
        assertThat(run.reason()).isNull();
        run.endInput();
        assertThat(run.newOutput()).isEqualTo("two\n");
        assertThat(run.reason()).isEqualTo(PEER_CLOSED);
    }

    @Test
    void aHalfCloseWithoutAWordIsTheEndWithoutAReply() {
        SplitHarness.everySplit(stamped(new NoFraming()), "").mustBe("", PEER_CLOSED);
        SplitHarness.everySplit(stamped(new LineFraming()), "").mustBe("", PEER_CLOSED);
    }

    @Test
    void aStopOfTheServerClosesWithoutAWord() {
        SessionRun run = run(stamped(new LineFraming())).receive("half a li").stop();
        run.outcome().mustBe("", SERVER_STOPPED);
    }

    @Test
    void nothingIsSentBeforeThePeerSpeaks() {
        SessionRun run = run(stamped(new NoFraming()));
        run.outcome().mustBe("", null);
    }

    private static SessionRun run(Echo echo) {
        return new SessionRun(echo.open(SessionRun.PEER)).open();
    }

    private static Echo stamped(Framing framing) {
        return new Echo(utc(), false, framing, MESSAGE_BYTES_MAX);
    }

    private static Echo plain(Framing framing) {
        return new Echo(null, false, framing, MESSAGE_BYTES_MAX);
    }

    private static Stamp utc() {
        return Stamp.ctime(ZoneOffset.UTC);
    }
}
