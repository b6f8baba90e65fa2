package dev.switchboard.protocol.framing;

import static dev.switchboard.protocol.CloseReason.PROTOCOL_ERROR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("T5")
class FixedFramingTest {
    @Test
    void everyThreeBytesAreAMessage() {
        assertThat(cut(3, "onetwo\r\nx")).isEqualTo(Cut.orderly("one", "two", "\r\nx"));
    }

    @Test
    void aSingleByteCanBeAMessage() {
        assertThat(cut(1, "abc")).isEqualTo(Cut.orderly("a", "b", "c"));
    }

    @Test
    void anEmptyStreamHasNoMessage() {
        assertThat(cut(3, "")).isEqualTo(Cut.orderly());
    }

    @Test
    void aStreamThatEndsWithinAMessageBreaksTheRules() {
        assertThat(cut(3, "onetw")).isEqualTo(Cut.fault(PROTOCOL_ERROR, "one"));
        assertThat(cut(3, "t")).isEqualTo(Cut.fault(PROTOCOL_ERROR));
    }

    @Test
    void theLimitDoesNotMatterForTheLengthWasChosenOnThisSide() {
        assertThat(Cut.of(new FixedFraming(3), 1, "onetwo")).isEqualTo(Cut.orderly("one", "two"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void aMessageWithoutBytesIsRefused(int length) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FixedFraming(length))
                .withMessageContaining("at least 1 byte")
                .withMessageContaining(Integer.toString(length));
    }

    @ParameterizedTest
    @ValueSource(ints = {255, 256, 257, 512, 4096, 4097})
    void messagesAroundTheSizesOfTheBuffersArriveWhole(int length) {
        String message = "x".repeat(length - 1) + "y";
        assertThat(Pieces.inThirds(new FixedFraming(length), 1, message.repeat(4)))
                .isEqualTo(Cut.orderly(message, message, message, message));
    }

    private static Cut cut(int length, String stream) {
        return Cut.of(new FixedFraming(length), 100, stream);
    }
}
