package dev.switchboard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {
    @ParameterizedTest
    @CsvSource({
        "9000,             127.0.0.1:9000",
        ":9000,            127.0.0.1:9000",
        "localhost:9000,   localhost:9000",
        "*:0,              *:0",
        "[::]:65535,       [::]:65535",
        "[fe80::1%lo]:1,   [fe80::1%lo]:1",
        "10.0.0.1:00080,   10.0.0.1:80",
    })
    void anAddressIsAHostAndAPort(String text, String shown) {
        assertThat(HostPort.parse(text)).hasToString(shown);
        assertThat(HostPort.parse(shown)).isEqualTo(HostPort.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "1:", "1:x", "-1", "65536", "1:123456", "::1", "::1:80", "[::1]", "[::1]:", "[a]:1"})
    void whatIsNotAnAddressIsRefused(String text) {
        assertThatExceptionOfType(ConfigException.class).isThrownBy(() -> HostPort.parse(text));
    }

    @Test
    void theStarIsEveryIpv4InterfaceAndTwoColonsAreEveryOne() throws IOException {
        assertThat(HostPort.parse("*:1").resolve().getAddress())
                .isInstanceOf(Inet4Address.class)
                .matches(address -> address.isAnyLocalAddress());
        assertThat(HostPort.parse("[::]:1").resolve().getAddress())
                .isInstanceOf(Inet6Address.class)
                .matches(address -> address.isAnyLocalAddress());
    }

    /// An address that cannot be one, so that no name server is asked.
    @Test
    void aNameThatNobodyKnowsIsAFailureInTheSystemsWords() {
        HostPort unknown = HostPort.parse("[1:2]:80");
        assertThatIOException().isThrownBy(unknown::resolve).withMessage("Name or service not known");
    }
}
