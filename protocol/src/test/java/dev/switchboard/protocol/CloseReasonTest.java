package dev.switchboard.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloseReasonTest {
    @Test
    void theWordsAreThoseThatScriptsMatch() {
        assertThat(Arrays.stream(CloseReason.values()).map(CloseReason::word))
                .containsExactly(
                        "peer-closed",
                        "peer-reset",
                        "peer-vanished",
                        "idle",
                        "too-slow",
                        "protocol-error",
                        "limit",
                        "server-stopped",
                        "error");
    }

    @ParameterizedTest
    @EnumSource
    void aWordLeadsBackToItsReason(CloseReason reason) {
        assertThat(CloseReason.ofWord(reason.word())).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "IDLE", "peer closed", "idle "})
    void anyOtherWordIsNone(String word) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CloseReason.ofWord(word))
                .withMessageContaining(word);
    }
}
