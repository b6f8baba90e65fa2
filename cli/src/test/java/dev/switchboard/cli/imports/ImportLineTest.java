package dev.switchboard.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.cli.send.ProgressText;
import dev.switchboard.client.lines.SendCounts;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ImportLineTest {
    private static final long SECOND = 1_000_000_000;

    private long readBytes;

    @Test
    void showsABarTheRateAndTheTimeThatIsLeft() {
        ImportLine line = new ImportLine(OptionalLong.of(20_000), () -> readBytes, 0);
        assertThat(line.text(stored(0), null, 0)).isEqualTo("[                    ]   0%  0 receipts  0/s");
        readBytes = 10_000;
        assertThat(line.text(stored(500), null, 10 * SECOND))
                .isEqualTo("[##########          ]  50%  500 receipts  50/s  0:10 left");
        readBytes = 20_000;
        assertThat(line.text(stored(900), null, 20 * SECOND))
                .isEqualTo("[####################] 100%  900 receipts  40/s");
    }

    @Test
    void theTimeThatIsLeftIsInMinutesOrHours() {
        ImportLine line = new ImportLine(OptionalLong.of(1_000_000), () -> readBytes, 0);
        readBytes = 100_000;
        assertThat(line.text(stored(1), null, 20 * SECOND)).endsWith("  3:00 left");
        readBytes = 10_000;
        assertThat(line.text(stored(1), null, 60 * SECOND)).endsWith("  1:39:00 left");
    }

    @Test
    void showsNeitherBarNorTimeWhenTheSizeIsNotKnown() {
        readBytes = 7;
        ImportLine line = new ImportLine(OptionalLong.empty(), () -> readBytes, 0);
        assertThat(line.text(stored(5), null, SECOND)).isEqualTo("5 receipts  5/s");
    }

    @Test
    void showsWhyThereIsNoConnectionAsFarAsThereIsRoom() {
        ImportLine line = new ImportLine(OptionalLong.of(1), () -> readBytes, 0);
        assertThat(line.text(stored(3), "gone", SECOND))
                .isEqualTo("[                    ]   0%  3 receipts  trying again: gone");
        assertThat(line.text(stored(3), "gone ".repeat(50), SECOND)).hasSize(ProgressText.CHARS_MAX);
    }

    private static SendCounts stored(long count) {
        return new SendCounts(count, count, count, 0);
    }
}
