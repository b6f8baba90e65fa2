package dev.switchboard.protocol.framing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.protocol.CloseReason;
import dev.switchboard.protocol.SplitHarness;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("T5")
class NoFramingTest {
    private static final byte[] STREAM = "one\ntwo\r\n\0three".getBytes(StandardCharsets.ISO_8859_1);

    @Test
    void whatOneReadBringsIsAMessage() {
        boolean asRead = SplitHarness.everySplit(STREAM, way -> {
            List<String> reads = way.pieces().stream()
                    .map(piece -> new String(piece, StandardCharsets.ISO_8859_1))
                    .toList();
            return Cut.one(new NoFraming(), 1, way).equals(new Cut(reads, CloseReason.PEER_CLOSED));
        });
        assertThat(asRead).isTrue();
    }

    @Test
    void noByteIsLostOrAddedHoweverTheStreamIsSplit() {
        String joined = SplitHarness.everySplit(
                STREAM, way -> String.join("", Cut.one(new NoFraming(), 1, way).messages()));
        assertThat(joined).isEqualTo(new String(STREAM, StandardCharsets.ISO_8859_1));
    }

    @Test
    void anEmptyStreamHasNoMessage() {
        assertThat(Cut.of(new NoFraming(), 1, "")).isEqualTo(Cut.orderly());
    }
}
