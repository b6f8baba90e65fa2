package dev.switchboard.protocol.framing;

import static dev.switchboard.protocol.CloseReason.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("T5")
class LineFramingTest {
    private static final int LIMIT_BYTES = 5;

    @Test
    void aLineThatSpansReadsIsOneMessage() {
        assertThat(cut("one\ntwo\n")).isEqualTo(Cut.orderly("one", "two"));
    }

    @Test
    void aCrBeforeTheLfBelongsToTheLineEnd() {
        assertThat(cut("one\r\ntwo\r\n")).isEqualTo(Cut.orderly("one", "two"));
    }

    @Test
    void bothLineEndsMayBeMixed() {
        assertThat(cut("one\r\ntwo\nsix\r\n")).isEqualTo(Cut.orderly("one", "two", "six"));
    }

    @Test
    void onlyTheLastCrBelongsToTheLineEnd() {
        assertThat(cut("a\rb\r\r\n\r\r\n")).isEqualTo(Cut.orderly("a\rb\r", "\r"));
    }

    @Test
    void anEmptyLineIsAnEmptyMessage() {
        assertThat(cut("\n\r\n\na\n\n")).isEqualTo(Cut.orderly("", "", "", "a", ""));
    }

    @Test
    void aLastLineWithoutLfIsAMessage() {
        assertThat(cut("one\ntwo")).isEqualTo(Cut.orderly("one", "two"));
    }

    @Test
    void aStreamThatEndsWithLfHasNoFurtherMessage() {
        assertThat(cut("one\n")).isEqualTo(Cut.orderly("one"));
    }

    @Test
    void anEmptyStreamHasNoMessage() {
        assertThat(cut("")).isEqualTo(Cut.orderly());
    }

    @Test
    void everyOtherByteIsData() {
        StringBuilder all = new StringBuilder();
        for (char octet = 0; octet < 256; octet++) {
            if (octet != '\n') {
                all.append(octet);
            }
        }
        assertThat(Cut.of(new LineFraming(), 1000, all + "\n" + all)).isEqualTo(Cut.orderly(all + "", all + ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345\n", "12345\r\n", "12345", "12345\r"})
    void aLineAsLongAsTheLimitIsAccepted(String line) {
        assertThat(cut("a\n" + line)).isEqualTo(Cut.orderly("a", "12345"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "123456\n",
                "123456\r\n",
                "123456",
                "123456\r",
                "12345\r\r\n",
                "12345\rX\n",
                "1234567",
                "123456789012\n"
            })
    void aLineOverTheLimitEndsTheConversationAfterTheLinesBeforeIt(String line) {
        assertThat(cut("a\n" + line + "\nb\n")).isEqualTo(Cut.fault(LIMIT, "a"));
        assertThat(cut("a\n\n" + line)).isEqualTo(Cut.fault(LIMIT, "a", ""));
    }

    @Test
    void aLineWithoutEndIsGivenUpWhenItIsOverTheLimitNotAtItsEnd() {
        Cutter cutter = new LineFraming().cutter(LIMIT_BYTES);
        assertThat(Pieces.feed(cutter, "12345")).isNull();
        assertThat(Pieces.feed(cutter, "6"))
                .as("this may be the CR of the line end")
                .isNull();
        assertThat(Pieces.feed(cutter, "7")).isEqualTo(LIMIT);
    }

    @Test
    void theLargestLimitIsNoLimitAtAll() {
        assertThat(Cut.of(new LineFraming(), Integer.MAX_VALUE, "one\r\ntwo")).isEqualTo(Cut.orderly("one", "two"));
    }

    @ParameterizedTest
    @CsvSource({"254", "255", "256", "257", "511", "512", "513", "4096", "4097"})
    void linesAroundTheSizesOfTheBuffersArriveWhole(int length) {
        String line = "x".repeat(length - 1) + "y";
        Cut found = Pieces.inThirds(new LineFraming(), 10_000, line + "\n" + line + "\r\n" + line);
        assertThat(found).isEqualTo(Cut.orderly(line, line, line));
    }

    private static Cut cut(String stream) {
        return Cut.of(new LineFraming(), LIMIT_BYTES, stream);
    }
}
