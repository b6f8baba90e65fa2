package dev.switchboard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.switchboard.serving.Model;
import dev.switchboard.serving.ServingEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerConfigTest {
    @Test
    void listenersComeInTheOrderGivenWithTheDefaults() {
        ServerConfig config = ServerConfig.of("echo:1", "ticker:2,model=thread");
        assertThat(config.listeners()).extracting(spec -> spec.address().port()).containsExactly(1, 2);
        assertThat(config.listeners())
                .extracting(spec -> ((ListenerSpec.Tcp) spec).settings().model())
                .containsExactly(Model.VIRTUAL, Model.THREAD);
        assertThat(config.grace()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aBadSpecificationIsRefused() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ServerConfig.of("echo:0", "nonsense:0"))
                .withMessageContaining("there is no protocol 'nonsense'");
    }

    @Test
    void aServerWithoutListenersIsRefused() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(ServerConfig::of)
                .withMessageContaining("at least one listener");
    }

    @Test
    void anotherGraceOrOtherEventsLeaveTheRestAsItIs() {
        ServingEvents events = event -> {};
        ServerConfig config = ServerConfig.of("echo:1");
        ServerConfig other = config.withGrace(Duration.ofMillis(3)).withEvents(events);
        assertThat(other)
                .isEqualTo(new ServerConfig(config.listeners(), Duration.ofMillis(3), config.storage(), events));
        assertThat(config.grace()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aGraceThatCannotBeWaitedIsRefused() {
        ServerConfig config = ServerConfig.of("echo:1");
        for (Duration absurd :
                List.of(Duration.ofNanos(-1), Duration.ofDays(36_501), Duration.ofSeconds(Long.MAX_VALUE))) {
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> config.withGrace(absurd))
                    .withMessage("a grace lasts from 0 to 36500 days, not " + absurd);
        }
        assertThat(config.withGrace(Duration.ofDays(36_500)).grace()).isEqualTo(Duration.ofDays(36_500));
    }

    @Test
    void aConfigurationDoesNotChangeWithTheListItWasMadeFrom() {
        List<ListenerSpec> specs = new ArrayList<>(ServerConfig.of("echo:1").listeners());
        ServerConfig config = new ServerConfig(specs, Duration.ZERO, Storage.standard(), event -> {});
        specs.clear();
        assertThat(config.listeners()).hasSize(1);
    }
}
