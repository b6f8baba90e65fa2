package dev.switchboard.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTextTest {
    private static final String CLEAR_LINE = "\r\033[K";

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void aLineIsClearedBeforeTheNextAndAtTheEnd() {
        try (ProgressText text = at(80)) {
            text.of("thread").scene("crash", "the cable is cut");
            text.of("thread").scene("crash", "kill -9");
        }
        assertThat(written())
                .isEqualTo(CLEAR_LINE + "crash (thread): the cable is cut …" + CLEAR_LINE + "crash (thread): kill -9 …"
                        + CLEAR_LINE);
    }

    @Test
    void aLineThatWouldNotFitIsCut() {
        try (ProgressText text = at(20)) {
            text.of("thread").scene("crash", "the cable is cut");
        }
        assertThat(written()).isEqualTo(CLEAR_LINE + "crash (thread): th…" + CLEAR_LINE);
    }

    @Test
    void nothingIsShownOnceItIsClosed() {
        ProgressText text = at(80);
        text.close();
        text.of("thread").scene("crash", "kill -9");
        text.close();
        assertThat(written()).isEqualTo(CLEAR_LINE);
    }

    @Test
    void nothingIsWrittenToWhatIsNoTerminal() {
        try (ProgressText text = at(0)) {
            text.of("thread").scene("crash", "kill -9");
        }
        assertThat(written()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"50 132, 132", "24 80, 80", "0 0, 80", "24 5, 80", "'', 80", "stty: no terminal, 80"})
    void aTerminalThatDoesNotTellHas80Columns(String size, int columns) {
        assertThat(TerminalColumns.of(size + "\n")).isEqualTo(columns);
    }

    private ProgressText at(int columns) {
        return new ProgressText(new PrintStream(written, true, StandardCharsets.UTF_8), columns);
    }

    private String written() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
