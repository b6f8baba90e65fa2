package dev.switchboard.protocol.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReceiptHeadTest {
    private static final byte[] TIME = "2026-11-21T12:00:00.123Z".getBytes(StandardCharsets.US_ASCII);

    @Test
    void isTheSameHoweverItsNumberWasReached() {
        for (long first : new long[] {0, 7, 95, 1_999, 99_999_995, Long.MAX_VALUE - 200}) {
            ReceiptHead head = new ReceiptHead(TIME, first);
            for (long offset = first; offset < first + 200; offset++) {
                assertThat(head.bytes()).asString().isEqualTo("[2026-11-21T12:00:00.123Z #" + offset + "] ");
                head.next(offset + 1);
            }
        }
    }
}
