package dev.switchboard.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HighlightTest {
    @Test
    void everyPlaceThatThePatternFindsIsMarked() {
        Highlight highlight = new Highlight(Pattern.compile("[0-9]+"));
        assertThat(highlight.in("a 17 b 4")).isEqualTo("a \u001b[1;31m17\u001b[m b \u001b[1;31m4\u001b[m");
    }

    @Test
    @Timeout(60)
    void aPatternThatWouldTakeForEverBehindWhatItFoundMarksNothing() {
        String text = "x" + "a".repeat(5_000);
        assertThat(new Highlight(Pattern.compile(".*.*.*.*x")).in(text)).isEqualTo(text);
    }
}
