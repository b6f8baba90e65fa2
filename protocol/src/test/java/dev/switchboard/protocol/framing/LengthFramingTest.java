package dev.switchboard.protocol.framing;

import static dev.switchboard.protocol.CloseReason.LIMIT;
import static dev.switchboard.protocol.CloseReason.PROTOCOL_ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("T5")
class LengthFramingTest {
    private static final int LIMIT_BYTES = 5;

    @Test
    void aPrefixedMessageThatSpansReadsIsOneMessage() {
        assertThat(cut("\0\0\0\3one\0\0\0\3two")).isEqualTo(Cut.orderly("one", "two"));
    }

    @Test
    void aLengthOfZeroIsAnEmptyMessage() {
        assertThat(cut("\0\0\0\0\0\0\0\1a\0\0\0\0")).isEqualTo(Cut.orderly("", "a", ""));
    }

    @Test
    void anEmptyStreamHasNoMessage() {
        assertThat(cut("")).isEqualTo(Cut.orderly());
    }

    @Test
    void theLengthIsBigEndian() {
        String message = "x".repeat(0x0102);
        assertThat(Cut.of(new LengthFraming(), 1000, "\0\0\1\2" + message)).isEqualTo(Cut.orderly(message));
    }

    @Test
    void aMessageAsLongAsTheLimitIsAccepted() {
        assertThat(cut("\0\0\0\00512345")).isEqualTo(Cut.orderly("12345"));
    }

    @Test
    void aMessageOverTheLimitEndsTheConversationAfterTheMessagesBeforeIt() {
        assertThat(cut("\0\0\0\1a\0\0\0\006123456\0\0\0\1b")).isEqualTo(Cut.fault(LIMIT, "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ÿÿÿÿ", "\u0080\0\0\0", "\177ÿÿÿ", "\1\0\0\0"})
    void anAbsurdLengthIsOverTheLimitNotNegative(String prefix) {
        assertThat(cut("\0\0\0\1a" + prefix + "b")).isEqualTo(Cut.fault(LIMIT, "a"));
        assertThat(cut(prefix)).isEqualTo(Cut.fault(LIMIT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "\0\0\0", "\0\0\0\3", "\0\0\0\3on"})
    void aStreamThatEndsWithinAMessageBreaksTheRules(String truncated) {
        assertThat(cut(truncated)).isEqualTo(Cut.fault(PROTOCOL_ERROR));
        assertThat(cut("\0\0\0\1a" + truncated)).isEqualTo(Cut.fault(PROTOCOL_ERROR, "a"));
    }

    @ParameterizedTest
    @ValueSource(ints = {255, 256, 257, 512, 4096, 4097})
    void messagesAroundTheSizesOfTheBuffersArriveWhole(int length) {
        String message = "x".repeat(length - 1) + "y";
        String framed = "\0\0" + (char) (length >> 8) + (char) (length & 0xFF) + message;
        assertThat(Pieces.inThirds(new LengthFraming(), 5000, framed.repeat(4)))
                .isEqualTo(Cut.orderly(message, message, message, message));
    }

    private static Cut cut(String stream) {
        return Cut.of(new LengthFraming(), LIMIT_BYTES, stream);
    }
}
