package dev.switchboard.protocol.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.message.ChannelName;
import dev.switchboard.message.HubAnswer;
import dev.switchboard.message.HubRequest;
import dev.switchboard.message.StoredBatch;
import dev.switchboard.protocol.CloseReason;
import dev.switchboard.protocol.SessionRun;
import dev.switchboard.protocol.SplitHarness;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyslogSessionTest {
    private static final int LINE_BYTES_MAX = 20;
    private static final ChannelName CHANNEL = ChannelName.of("syslog").orElseThrow();

    @Test
    void aLineIsAMessageWithoutItsEnd() {
        assertThat(stored("<13>one\n<14>two\r\n<15>three\n")).containsExactly("<13>one", "<14>two", "<15>three");
    }

    @Test
    void nulEndsALineToo() {
        assertThat(stored("<13>one\0<14>two\0<15>three\n\0")).containsExactly("<13>one", "<14>two", "<15>three");
    }

    @Test
    void aCarriageReturnElsewhereIsKept() {
        assertThat(stored("<13>a\rb\r\r\nc\r\0d\r")).containsExactly("<13>a\rb\r", "c\r", "d\r");
    }

    @Test
    void emptyLinesAreNothing() {
        assertThat(stored("\n\r\n\0\n<13>a\n\n\n")).containsExactly("<13>a");
        assertThat(stored("\n")).isEmpty();
    }

    @Test
    void anUnterminatedTailIsAMessage() {
        assertThat(stored("<13>one\n<14>tw")).containsExactly("<13>one", "<14>tw");
        assertThat(stored("7 <13>one6 <14>")).containsExactly("<13>one", "<14>");
        assertThat(stored("7 <13>one12")).containsExactly("<13>one", "12");
    }

    @Test
    void aCountCutsAtItsLength() {
        assertThat(stored("7 <13>one11 <14>a\nb\0c 17 <15>two")).containsExactly("<13>one", "<14>a\nb\0c 1", "<15>two");
    }

    @Test
    void oneLineEndWithinAFrameIsNotKept() {
        assertThat(stored("8 <13>one\n9 <13>two\r\n11 <13>three\n\n"))
                .containsExactly("<13>one", "<13>two", "<13>three\n");
        assertThat(stored("8 <13>one\0")).containsExactly("<13>one");
    }

    @Test
    void lineEndsBetweenFramesArePassedOver() {
        assertThat(stored("7 <13>one\n7 <13>two\r\n\0\n7 <13>six")).containsExactly("<13>one", "<13>two", "<13>six");
    }

    @Test
    void emptyFramesAreNothing() {
        assertThat(stored("1 \n2 \r\n1 \0007 <13>one")).containsExactly("<13>one");
    }

    @Test
    void whatHasNoCountIsAMessageUpToTheLineEndAndThenCountsAreReadAgain() {
        assertThat(stored("7 <13>one<14>lost its count\n7 <13>two"))
                .containsExactly("<13>one", "<14>lost its count", "<13>two");
        assertThat(stored("7 <13>one07 <13>a\n7x<13>b\n7 <13>two"))
                .containsExactly("<13>one", "07 <13>a", "7x<13>b", "<13>two");
    }

    @Test
    void aCountAboveTheLargestIsText() {
        assertThat(stored("1048577 <13>a\n12345678 <13>b\n7 <13>two"))
                .containsExactly("1048577 <13>a", "12345678 <13>b", "<13>two");
        assertThat(stored("1048576 <13>a\n")).containsExactly("<13>a");
    }

    @Test
    void textThatBeginsWithADigitIsTakenLineByLine() {
        assertThat(stored("2026-11-21 up\n2026-11-22 down\n")).containsExactly("2026-11-21 up", "2026-11-22 down");
    }

    @Test
    void aLongMessageIsStoredInPartsInOrder() {
        String part = "abcdefghijklmnopqrst";
        assertThat(stored(part + "\r\n" + part + "u\r\n" + part + part + "\nv\n"))
                .containsExactly(part, part, "u", part, part, "v");
        assertThat(stored("22 " + part + "\r\n21 " + part + "u42 " + part + part + "\r\n1 v"))
                .containsExactly(part, part, "u", part, part, "v");
        assertThat(stored("1 v" + part + part + part + "w\n1 x")).containsExactly("v", part, part, part, "w", "x");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void partsMayBeTiny(int max) {
        List<String> parts = stored("9 <13>four\n123x\n8 <13>five", max);
        assertThat(String.join("", parts)).isEqualTo("<13>four123x<13>five");
        assertThat(parts).allMatch(part -> part.length() <= max);
        assertThat(stored("1234567\n12", max)).hasSize((7 + max - 1) / max + (2 + max - 1) / max);
    }

    @Test
    void anyBytesAreKept() {
        String bytes = "<13>\u0001\u00ff\u00fe\t\u0080.";
        assertThat(stored(bytes + "\n")).containsExactly(bytes);
    }

    @Test
    void whatOneReadBringsIsOneBatch() {
        Published hub = new Published();
        run(hub).receive("<13>a\n<13>b\n<13>c\n").receive("<13>d\n").endInput();
        assertThat(hub.batches).containsExactly(3, 1);
        assertThat(hub.messages).first().isEqualTo("syslog|<13>a");
    }

    @Test
    void nothingIsEverSaid() {
        run(new Published()).receive("7 <13>one\n!\n").endInput().outcome().mustBe("", CloseReason.PEER_CLOSED);
    }

    @Test
    void theConnectionEndsWhenAllIsStored() {
        SessionRun run = new SessionRun(new Syslog(CHANNEL, LINE_BYTES_MAX).open(SessionRun.PEER)).open();
        run.receive("<13>a\n<13>b").endInput();
        assertThat(run.asked()).hasSize(2);
        assertThat(run.answer(stored(run.asked().get(0))).reason()).isNull();
        assertThat(run.answer(new HubAnswer.Followed("not its business")).reason())
                .isNull();
        assertThat(run.answer(stored(run.asked().get(1))).reason()).isEqualTo(CloseReason.PEER_CLOSED);
    }

    @Test
    void aStopStoresWhatCameAndPassesOverWhatComes() {
        SessionRun run = new SessionRun(new Syslog(CHANNEL, LINE_BYTES_MAX).open(SessionRun.PEER)).open();
        run.receive("<13>a\n<13>b").stop().receive("<13>c\n").endInput();
        assertThat(run.asked()).hasSize(2);
        run.answer(stored(run.asked().get(0))).answer(stored(run.asked().get(1)));
        assertThat(run.outcome()).isEqualTo(new SessionRun.Outcome("", CloseReason.SERVER_STOPPED));
    }

    @Test
    void aConnectionThatBringsNothingJustEnds() {
        run(new Published()).endInput().outcome().mustBe("", CloseReason.PEER_CLOSED);
        run(new Published()).stop().outcome().mustBe("", CloseReason.SERVER_STOPPED);
    }

    private static HubAnswer stored(HubRequest request) {
        return new HubAnswer.Stored(new StoredBatch(0, ((HubRequest.Publish) request).batch()));
    }

    private static SessionRun run(Published hub) {
        return new SessionRun(new Syslog(CHANNEL, LINE_BYTES_MAX).open(SessionRun.PEER))
                .open()
                .answering(hub);
    }

    private static List<String> stored(String stream) {
        return stored(stream, LINE_BYTES_MAX);
    }

    private static List<String> stored(String stream, int lineBytesMax) {
        Syslog syslog = new Syslog(CHANNEL, lineBytesMax);
        return SplitHarness.everySplit(stream.getBytes(StandardCharsets.ISO_8859_1), way -> {
            Published hub = new Published();
            way.open(syslog.open(SessionRun.PEER))
                    .answering(hub)
                    .receive(way.pieces())
                    .endInput();
            return hub.texts();
        });
    }
}
