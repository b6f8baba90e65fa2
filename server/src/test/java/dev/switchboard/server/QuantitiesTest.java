package dev.switchboard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({
        "0,      0",
        "0s,     0",
        "500ms,  500",
        "3s,     3000",
        "3,      3000",
        "5m,     300000",
        "2h,     7200000",
        "7d,     604800000",
        "007s,   7000",
        "36500d, 3153600000000",
    })
    void aTimeIsANumberAndAUnitAndSecondsWithoutOne(String text, long millis) {
        assertThat(Quantities.millis("--grace", text)).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({
        "0,    0",
        "512,  512",
        "64k,  65536",
        "20m,  20971520",
        "2g,   2147483648",
        "999999999999, 999999999999",
        "8589934591g, 9223372035781033984",
    })
    void aSizeIsANumberAndAUnitInPowersOf1024(String text, long bytes) {
        assertThat(Quantities.bytes("size", text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "s",
                "-1s",
                "+1s",
                "1.5s",
                "1 s",
                "1S",
                "1MS",
                "1y",
                "1w",
                "1ss",
                "1k",
                "0x10",
                "1e3",
                "1_000",
                "٣s",
                "never",
                "1234567890123s",
                "1s\n"
            })
    void whatIsNotATimeIsRefused(String text) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Quantities.millis("--grace", text))
                .withMessageStartingWith("--grace wants a time such as 500ms, 3s or 5m, not '");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k", "-1", "1.5k", "1 k", "1K", "1kb", "1t", "1ms", "٣", "1234567890123"})
    void whatIsNotASizeIsRefused(String text) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Quantities.bytes("max-line", text))
                .withMessageStartingWith("max-line wants a size such as 512, 64k or 20m, not '");
    }

    /// Nobody waits for a hundred years, and in nanoseconds not many more fit a number.
    @ParameterizedTest
    @ValueSource(strings = {"36501d", "999999999999d", "999999999999s", "999999999999h", "3153600001s"})
    void aTimeOfMoreThanAHundredYearsIsTooLarge(String text) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Quantities.millis("idle", text))
                .withMessage("idle is too large: '%s'; the most is 36500d", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8589934592g", "999999999999g"})
    void aSizeThatFitsNoNumberIsTooLarge(String text) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Quantities.bytes("max-line", text))
                .withMessage("max-line is too large: '%s'; the most is 8589934591g", text);
    }
}
