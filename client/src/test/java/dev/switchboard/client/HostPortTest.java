package dev.switchboard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {
    @ParameterizedTest
    @CsvSource({
        "localhost:2012, localhost, 2012, localhost:2012",
        "127.0.0.1:0, 127.0.0.1, 0, 127.0.0.1:0",
        "[::1]:2012, ::1, 2012, [::1]:2012",
        "[fe80::1%eth0]:65535, fe80::1%eth0, 65535, [fe80::1%eth0]:65535",
        ":2012, here, 2012, here:2012",
        "2012, here, 2012, here:2012",
        "02012, here, 2012, here:2012",
    })
    void readsWhatPeopleWrite(String text, String host, int port, String shown) {
        HostPort read = HostPort.parse(text, "here");

        assertThat(read).isEqualTo(new HostPort(host, port)).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "localhost",
                "localhost:",
                "localhost:http",
                "localhost:65536",
                "localhost:-1",
                "localhost:999999999999",
                "::1:2012",
                "::1",
                "[::1]",
                "[]:2012",
                "[::1:2012",
                "::1]:2012",
                "a b:2012",
                "localhost: 2012",
                "localhost:2012\n",
                "+2012",
                "[::1]x:2012",
                "x[::1]:2012",
                "localhost:٣"
            })
    void refusesTheRestAndNamesIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostPort.parse(text, "here"))
                .withMessageStartingWith("'" + text + "' ");
    }
}
