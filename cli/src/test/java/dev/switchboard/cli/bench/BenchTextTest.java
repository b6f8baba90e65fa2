package dev.switchboard.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.cli.send.ProgressText;
import dev.switchboard.client.load.LoadMoment;
import dev.switchboard.client.load.LoadMoment.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What a person reads of a load.
class BenchTextTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0.00 µs",
        "1234, 1.23 µs",
        "9996, 10.0 µs",
        "31249, 31.2 µs",
        "999999, 1000 µs",
        "1000000, 1.00 ms",
        "123456789, 123 ms",
        "2400000000, 2.40 s",
        "3600000000000, 3600 s"
    })
    void aTimeHasThreeDigitsAndItsUnit(long nanos, String text) {
        assertThat(Curve.text(nanos)).isEqualTo(text);
    }

    @Test
    void theLiveLineHasTheRateAndTheLastSecond() {
        assertThat(LiveText.of(new LoadMoment(Stage.COUNTING, 0.5, 9, 512_000, 530_000, 31_249, 120_400, 0)))
                .isEqualTo("[##########          ]  50%  512000/s  last 530000/s  p50 31.2 µs  p99 120 µs");
        assertThat(LiveText.of(new LoadMoment(Stage.COUNTING, 0.5, 9, 5, 6, 0, 0, 3)))
                .isEqualTo("[##########          ]  50%  5/s  last 6/s  3 faults");
        assertThat(LiveText.of(new LoadMoment(Stage.DRAINING, 1, 9, 5, 6, 0, 0, 0)))
                .isEqualTo("[####################] 100%  waiting for answers  9 so far");
    }

    @ParameterizedTest
    @EnumSource
    void theLiveLineFitsATerminal(Stage stage) {
        long large = 999_999_999_999L;
        assertThat(LiveText.of(new LoadMoment(stage, 1, large, large, large, large, large, large)))
                .hasSizeLessThanOrEqualTo(ProgressText.CHARS_MAX);
    }
}
