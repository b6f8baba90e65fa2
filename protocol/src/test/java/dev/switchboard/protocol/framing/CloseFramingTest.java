package dev.switchboard.protocol.framing;

import static dev.switchboard.protocol.CloseReason.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("T5")
class CloseFramingTest {
    private static final int LIMIT_BYTES = 8;

    @Test
    void allUpToTheHalfCloseIsOneMessage() {
        assertThat(cut("one\ntwo")).isEqualTo(Cut.orderly("one\ntwo"));
    }

    @Test
    void nothingUpToTheHalfCloseIsAnEmptyMessage() {
        assertThat(cut("")).isEqualTo(Cut.orderly(""));
    }

    @Test
    void aMessageAsLongAsTheLimitIsAccepted() {
        assertThat(cut("12345678")).isEqualTo(Cut.orderly("12345678"));
    }

    @Test
    void aMessageOverTheLimitEndsTheConversationWithoutAMessage() {
        assertThat(cut("123456789")).isEqualTo(Cut.fault(LIMIT));
        assertThat(cut("1234567890123456789")).isEqualTo(Cut.fault(LIMIT));
    }

    private static Cut cut(String stream) {
        return Cut.of(new CloseFraming(), LIMIT_BYTES, stream);
    }
}
