package dev.switchboard.client.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.client.HostPort;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadConfigTest {
    private static final HostPort SERVER = new HostPort("localhost", 2012);

    @Test
    void whatIsOutOfRangeIsSaidInWords() {
        assertThatThrownBy(() -> config(0, 64, 1, 0))
                .hasMessage("connections: 0 is not between 1 and " + LoadConfig.CONNECTIONS_MAX);
        assertThatThrownBy(() -> config(1, 1, 1, 0))
                .hasMessage("bytes of a message of echo: 1 is not between 2 and 65536");
        assertThatThrownBy(() -> config(1, 64, 0, 0)).hasMessageStartingWith("unanswered messages on a connection: 0");
        assertThatThrownBy(() -> config(65_536, 64, 65_536, 0)).hasMessageStartingWith("unanswered messages in all: ");
        assertThatThrownBy(() -> config(1, 65_536, 65_536, 0))
                .hasMessageStartingWith("unanswered bytes on a connection");
        assertThatThrownBy(() -> config(1, 64, 1, -1)).hasMessage("a rate is at most 1000000000 messages a second");
        assertThatThrownBy(() -> config(1, 64, 1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRateMakesItAnOpenLoop() {
        assertThat(config(1, 64, 1, 0).isOpenLoop()).isFalse();
        assertThat(config(1, 64, 1, 0.5).isOpenLoop()).isTrue();
    }

    private static LoadConfig config(int connections, int bytes, int pipeline, double rate) {
        Duration second = Duration.ofSeconds(1);
        return new LoadConfig(SERVER, LoadProtocol.ECHO, connections, bytes, pipeline, second, second, 1, rate, second);
    }
}
