package dev.switchboard.client.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTest {
    private final Delivery delivery = new Delivery();

    @Test
    void hasEveryFieldOfItsLine() {
        assertThat(read("<main #43 2026-11-21T12:00:01.456Z 127.0.0.1:50123> the > message"))
                .isTrue();
        assertThat(delivery.channel()).isEqualTo("main");
        assertThat(delivery.offset()).isEqualTo(43);
        assertThat(delivery.time()).isEqualTo("2026-11-21T12:00:01.456Z");
        assertThat(delivery.sender()).isEqualTo("127.0.0.1:50123");
        assertThat(text(delivery.payload())).isEqualTo("the > message");
        assertThat(text(delivery.line()))
                .isEqualTo("<main #43 2026-11-21T12:00:01.456Z 127.0.0.1:50123> the > message");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<main #9223372036854775807 T s> ", "<main #9223372036854775807 T s>"})
    void canBeEmpty(String line) {
        assertThat(read(line)).isTrue();
        assertThat(delivery.payload().remaining()).isZero();
        assertThat(delivery.sender()).isEqualTo("s");
        assertThat(delivery.offset()).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<",
                "<main",
                "<main 43 T s> text",
                "<main # T s> text",
                "<main #4x T s> text",
                "<main #-4 T s> text",
                "<main #9223372036854775808 T s> text",
                "<main #43 T s text",
                "<main #43 T> text",
            })
    void isNotReadFromAnythingElse(String line) {
        assertThat(read(line)).isFalse();
    }

    private boolean read(String line) {
        byte[] bytes = ("?" + line + "?").getBytes(UTF_8);
        return delivery.read(bytes, 1, bytes.length - 1, false);
    }

    private static String text(ByteBuffer bytes) {
        return UTF_8.decode(bytes).toString();
    }
}
