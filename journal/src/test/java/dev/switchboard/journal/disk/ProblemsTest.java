package dev.switchboard.journal.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Clients send again when they are told to, and only then.
class ProblemsTest {
    private static final String ADVICE = "send again";

    @Test
    void whatMayPassSaysToSendAgain() {
        assertThat(List.of(
                        Problems.CLOSED,
                        Problems.BROKEN,
                        Problems.of(new IOException("No space left on device")),
                        Problems.of(new IOException("Disk quota exceeded")),
                        Problems.of(new IOException("Input/output error")),
                        Problems.of(new OutOfMemoryError())))
                .allSatisfy(problem -> assertThat(problem).contains(ADVICE).doesNotContainPattern("\\p{Cntrl}"));
    }

    @Test
    void whatIsWrongWithTheBatchDoesNot() {
        assertThat(Problems.tooLong(Batches.of("main", "x"))).doesNotContain(ADVICE);
    }
}
