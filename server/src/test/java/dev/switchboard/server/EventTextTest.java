package dev.switchboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.protocol.CloseReason;
import dev.switchboard.serving.ConnectionInfo;
import dev.switchboard.serving.Model;
import dev.switchboard.serving.ServingEvent;
import dev.switchboard.serving.ServingEvent.Withheld;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.DefaultLocale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// All of it where digits and the decimal point are others: the lines are the same everywhere.
@DefaultLocale("ar-EG")
class EventTextTest {
    private static final InetSocketAddress LOCAL = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 2012);
    private static final ConnectionInfo CONNECTION = new ConnectionInfo(
            1, new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 50_123), LOCAL, "echo", Model.PROCESS, 4_711);

    @Test
    void anOpenedConnectionIsOneLine() {
        assertThat(EventText.of(new ServingEvent.ConnectionOpened(CONNECTION)))
                .isEqualTo("connection opened peer=127.0.0.1:50123 local=127.0.0.1:2012 protocol=echo model=process"
                        + " pid=4711");
    }

    @Test
    void aClosedConnectionIsOneLine() {
        assertThat(closed(CloseReason.PEER_CLOSED, 1_203_000_000))
                .isEqualTo("connection closed peer=127.0.0.1:50123 local=127.0.0.1:2012 protocol=echo model=process"
                        + " reason=peer-closed read=13 written=40 seconds=1.203");
    }

    @ParameterizedTest
    @EnumSource
    void everyCloseReasonIsShownByItsWord(CloseReason reason) {
        assertThat(closed(reason, 0)).contains(" reason=" + reason.word() + " ");
    }

    @ParameterizedTest
    @CsvSource({
        "0,                 0.000",
        "499999,            0.000",
        "1500000,           0.002",
        "999000000,         0.999",
        "86400000000000,    86400.000",
        "31536000123000000, 31536000.123",
    })
    void secondsHaveThreeDigitsAfterThePoint(long nanos, String seconds) {
        assertThat(closed(CloseReason.IDLE, nanos)).endsWith(" seconds=" + seconds);
    }

    @Test
    void anIpv6AddressIsShortAndInBrackets() {
        ConnectionInfo six = new ConnectionInfo(
                1, new InetSocketAddress(InetAddress.ofLiteral("::1"), 50_123), LOCAL, "echo", Model.SELECT, 1);
        assertThat(EventText.of(new ServingEvent.ConnectionOpened(six))).contains(" peer=[::1]:50123 ");
    }

    @Test
    void aFailedAcceptSaysWhyAndHowLongThePauseIs() {
        assertThat(EventText.of(new ServingEvent.AcceptFailed(LOCAL, "Too many open files", 10)))
                .isEqualTo("accept failed local=127.0.0.1:2012 problem=\"Too many open files\" pause=10ms");
    }

    @Test
    void lostAndUnansweredDatagramsAreCounted() {
        assertThat(EventText.of(new ServingEvent.DatagramsDropped(LOCAL, 3, 12_345)))
                .isEqualTo("datagrams dropped by the kernel local=127.0.0.1:2012 dropped=3 total=12345");
        assertThat(EventText.of(new ServingEvent.AnswersWithheld(LOCAL, Withheld.LOW_PORT, 7)))
                .isEqualTo("datagrams not answered local=127.0.0.1:2012 why=\"source port below 1024\" count=7");
    }

    @Test
    void messagesThatAreLostAreCountedWithTheirSender() {
        assertThat(EventText.of(new ServingEvent.MessagesLost("127.0.0.1:50123", 3, "the disk is full")))
                .isEqualTo("messages lost sender=127.0.0.1:50123 count=3 problem=\"the disk is full\"");
    }

    @Test
    void aSocketCallIsALineWhenItBeginsAndOneWithItsResultLast() {
        assertThat(EventText.of(
                        new ServingEvent.CallBegan("7.12", 123_456, "virtual-31", "recv", LOCAL, CONNECTION.peer())))
                .isEqualTo("call began id=7.12 nanos=123456 thread=virtual-31 call=recv local=127.0.0.1:2012"
                        + " peer=127.0.0.1:50123");
        assertThat(EventText.of(new ServingEvent.CallBegan("1", -5, "echo-2012-accept", "accept", LOCAL, null)))
                .isEqualTo("call began id=1 nanos=-5 thread=echo-2012-accept call=accept local=127.0.0.1:2012");
        assertThat(EventText.of(new ServingEvent.CallEnded("7.12", 123_999, "0 (end)")))
                .isEqualTo("call ended id=7.12 nanos=123999 result=0 (end)");
        assertThat(EventText.of(new ServingEvent.CallEnded("1", 6, "two\nlines")))
                .endsWith(" result=two lines");
    }

    @Test
    void aDefectSaysWhereAndWhat() {
        assertThat(EventText.of(new ServingEvent.Defect("127.0.0.1:50123", new IllegalStateException("no good"))))
                .isEqualTo("defect at=127.0.0.1:50123 cause=\"java.lang.IllegalStateException: no good\"");
    }

    @Test
    void aTextWithLineEndsAndQuotesStaysOneLineAndOneValue() {
        IOException cause = new IOException("first\r\nsecond \"third\"\u2028fourth");
        assertThat(EventText.of(new ServingEvent.Defect("echo-2012", cause)))
                .isEqualTo("defect at=echo-2012 cause=\"java.io.IOException: first second 'third' fourth\"");
        assertThat(EventText.of(new ServingEvent.AcceptFailed(LOCAL, "a \"b\"\n", 10)))
                .isEqualTo("accept failed local=127.0.0.1:2012 problem=\"a 'b' \" pause=10ms");
    }

    @Test
    @DefaultLocale("tr-TR")
    void theModelsWordIsTheSameWhereLettersAreOthers() {
        ConnectionInfo info = new ConnectionInfo(1, LOCAL, LOCAL, "echo", Model.SINGLE, 1);
        assertThat(EventText.of(new ServingEvent.ConnectionOpened(info))).contains(" model=single ");
    }

    private static String closed(CloseReason reason, long nanos) {
        return EventText.of(new ServingEvent.ConnectionClosed(CONNECTION, reason, 13, 40, nanos));
    }
}
