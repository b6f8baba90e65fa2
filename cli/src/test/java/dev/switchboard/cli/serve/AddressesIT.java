package dev.switchboard.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.switchboard.serving.Model;
import dev.switchboard.testkit.SwitchboardProcess;
import java.net.ConnectException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Where a listener can be reached, by how it was written, under every model.
@Tag("T5")
class AddressesIT {
    @Test
    void port0IsAFreePortEachTime() throws Exception {
        try (SwitchboardProcess server = SwitchboardProcess.serve(EveryModel.listening("echo:0"))) {
            Set<Integer> ports = new HashSet<>();
            Arrays.stream(Model.values()).forEach(model -> ports.add(EveryModel.port(server, model)));
            assertThat(ports).hasSize(Model.values().length).doesNotContain(0);
        }
    }

    @Test
    void withoutAHostOnlyThisMachineGetsIn() throws Exception {
        try (SwitchboardProcess server = SwitchboardProcess.serve(EveryModel.listening("echo:0,stamp=none"))) {
            for (Model model : Model.values()) {
                int port = EveryModel.port(server, model);
                assertReached(server, "127.0.0.1", port, "127.0.0.1:");
                assertRefused("127.0.0.2", port);
                assertRefused("::1", port);
            }
        }
    }

    @Test
    @Tag("T4")
    void aStarMeansEveryIpv4Interface() throws Exception {
        try (SwitchboardProcess server = SwitchboardProcess.serve(EveryModel.listening("echo:*:0,stamp=none"))) {
            for (Model model : Model.values()) {
                int port = EveryModel.port(server, model);
                assertThat(EveryModel.line(server, model)).contains(" 0.0.0.0:" + port + " ");
                assertReached(server, "127.0.0.1", port, "127.0.0.1:");
                assertReached(server, "127.0.0.2", port, "127.0.0.1:");
                assertRefused("::1", port);
            }
        }
    }

    @Test
    void emptyBracketsMeanEveryInterfaceOfBothFamilies() throws Exception {
        try (SwitchboardProcess server = SwitchboardProcess.serve(EveryModel.listening("echo:[::]:0,stamp=none"))) {
            for (Model model : Model.values()) {
                int port = EveryModel.port(server, model);
                assertThat(EveryModel.line(server, model)).contains(" [::]:" + port + " ");
                assertReached(server, "127.0.0.2", port, "127.0.0.1:");
                assertReached(server, "::1", port, "[::1]:");
            }
        }
    }

    @Test
    void anIpv6AddressIsInBracketsWhereverItIsShown() throws Exception {
        try (SwitchboardProcess server = SwitchboardProcess.serve(EveryModel.listening("echo:[::1]:0,stamp=none"))) {
            for (Model model : Model.values()) {
                int port = EveryModel.port(server, model);
                assertThat(EveryModel.line(server, model))
                        .isEqualTo("listening echo/tcp [::1]:%d model=%s".formatted(port, model.word()));
                assertReached(server, "::1", port, "[::1]:");
            }
        }
    }

    @Test
    void aHostNameIsWhatItResolvesTo() throws Exception {
        try (SwitchboardProcess server = SwitchboardProcess.serve("-l", "echo:localhost:0,stamp=none")) {
            assertReached(server, "localhost", server.port(0), "");
        }
    }

    /// @param peer how the log names the client, without its port
    private static void assertReached(SwitchboardProcess server, String host, int port, String peer) throws Exception {
        try (Client client = Client.connect(host, port)) {
            client.exchange("here?");
            String shown =
                    server.awaitLog("connection opened peer=\\S+:%d local=\\S+:%d .*".formatted(client.port(), port));
            assertThat(shown).contains(" peer=" + peer).contains(":" + client.port() + " ");
        }
    }

    private static void assertRefused(String host, int port) {
        assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> Client.connect(host, port));
    }
}
