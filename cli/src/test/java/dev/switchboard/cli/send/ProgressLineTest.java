package dev.switchboard.cli.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.client.lines.SendCounts;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private static final long SECOND = 1_000_000_000;

    private long readBytes;

    @Test
    void showsABarWhenTheSizeOfTheInputIsKnown() {
        ProgressLine line = new ProgressLine(OptionalLong.of(200), () -> readBytes, 0);
        assertThat(line.text(stored(0), null, 0)).isEqualTo("[                    ]   0%  0 sent  0 receipts  0/s");
        readBytes = 100;
        assertThat(line.text(stored(10), null, SECOND))
                .isEqualTo("[##########          ]  50%  10 sent  10 receipts  10/s");
        readBytes = 300;
        assertThat(line.text(stored(40), null, 2 * SECOND))
                .isEqualTo("[####################] 100%  40 sent  40 receipts  30/s");
    }

    @Test
    void showsNoBarWhenItIsNot() {
        ProgressLine line = new ProgressLine(OptionalLong.empty(), () -> readBytes, 0);
        assertThat(line.text(new SendCounts(9, 7, 5, 0), null, SECOND / 2)).isEqualTo("7 sent  5 receipts  10/s");
    }

    @Test
    void theRateIsThatOfTheLastSecond() {
        ProgressLine line = new ProgressLine(OptionalLong.empty(), () -> readBytes, 0);
        assertThat(line.text(stored(1_000), null, SECOND)).endsWith("  1000/s");
        assertThat(line.text(stored(1_400), null, SECOND + SECOND / 2)).endsWith("  1000/s");
        assertThat(line.text(stored(1_400), null, 2 * SECOND)).endsWith("  400/s");
        assertThat(line.text(stored(1_400), null, 4 * SECOND)).endsWith("  0/s");
    }

    @Test
    void showsWhyThereIsNoConnectionAsFarAsThereIsRoom() {
        ProgressLine line = new ProgressLine(OptionalLong.of(1), () -> readBytes, 0);
        assertThat(line.text(stored(3), "gone", SECOND))
                .isEqualTo("[                    ]   0%  3 sent  3 receipts  trying again: gone");
        assertThat(line.text(stored(3), "gone ".repeat(50), SECOND))
                .hasSize(ProgressLine.CHARS_MAX)
                .endsWith("  trying again: gone gone gone …");
    }

    private static SendCounts stored(long count) {
        return new SendCounts(count, count, count, 0);
    }
}
