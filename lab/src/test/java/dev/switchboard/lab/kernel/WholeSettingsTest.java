package dev.switchboard.lab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WholeSettingsTest {
    @Test
    void aSettingOfSeveralDigitsAndNumbersIsReadToItsEnd() throws Exception {
        String asItIs = new String(
                new ProcessBuilder("cat", "/proc/sys/net/ipv4/tcp_rmem")
                        .start()
                        .getInputStream()
                        .readAllBytes(),
                StandardCharsets.US_ASCII);

        assertThat(KernelSettings.read().value("net.ipv4.tcp_rmem"))
                .contains(asItIs.strip().replaceAll("\\s+", " "));
    }
}
