package dev.switchboard.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.serving.Model;
import dev.switchboard.testkit.SwitchboardProcess;
import dev.switchboard.testkit.Until;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What `switchboard serve` says on stdout and in its log, and what it costs when nothing happens.
class ServeIT {
    private static final String STAMP = "\\[\\w{3} \\w{3} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d \\d{4}] ";

    @Test
    void saysWhereItListensInTheOrderGivenThenReadyAndNothingElse() throws Exception {
        try (SwitchboardProcess server = SwitchboardProcess.serve(
                        "-l",
                        "echo:0",
                        "-l",
                        "echo/udp:0",
                        "--listen=ticker:0,model=select",
                        "-l",
                        "echo:0,model=pool");
                Client client = Client.connect(server.port(0))) {
            client.send("hello");
            assertThat(client.read(32)).matches(STAMP + "hello");
            client.close();
            server.awaitLog(LogLines.closed("virtual", "peer-closed"));
            assertThat(server.out()).matches("""
                            listening echo/tcp 127\\.0\\.0\\.1:\\d+ model=virtual
                            listening echo/udp 127\\.0\\.0\\.1:\\d+
                            listening ticker/tcp 127\\.0\\.0\\.1:\\d+ model=select
                            listening echo/tcp 127\\.0\\.0\\.1:\\d+ model=pool
                            ready
                            """);
        }
    }

    @ParameterizedTest
    @EnumSource
    void listenersThatNameNoModelHaveTheOneOfTheCommandLine(Model model) throws Exception {
        String other = model == Model.SINGLE ? "select" : "single";
        try (SwitchboardProcess server =
                SwitchboardProcess.serve("--model", model.word(), "-l", "echo:0", "-l", "echo:0,model=" + other)) {
            assertThat(server.outLines().get(0)).endsWith(" model=" + model.word());
            assertThat(server.outLines().get(1)).endsWith(" model=" + other);
        }
    }

    @Test
    @Tag("T2")
    void aConnectionIsALineInTheLogWhenItOpensAndOneWhenItEnds() throws Exception {
        try (SwitchboardProcess server = SwitchboardProcess.serve(EveryModel.listening("echo:0"))) {
            for (Model model : Model.values()) {
                int port = EveryModel.port(server, model);
                try (Client client = Client.connect(port)) {
                    client.send("hello");
                    assertThat(client.read(32)).matches(STAMP + "hello");
                    String identity = "peer=127\\.0\\.0\\.1:%d local=127\\.0\\.0\\.1:%d protocol=echo model=%s"
                            .formatted(client.port(), port, model.word());
                    server.awaitLog("connection opened " + identity + " pid=\\d+");
                    assertThat(server.log("connection closed " + identity + " .*"))
                            .isEmpty();
                    client.close();
                    server.awaitLog("connection closed " + identity
                            + " reason=peer-closed read=5 written=32 seconds=\\d+\\.\\d{3}");
                }
            }
            assertThat(server.log()).hasSize(2 * Model.values().length);
        }
    }

    @Test
    @Tag("T2")
    void theLogNamesTheProcessThatServes() throws Exception {
        try (SwitchboardProcess server = SwitchboardProcess.serve(EveryModel.listening("echo:0,stamp=none"))) {
            for (Model model : Model.values()) {
                try (Client client = Client.connect(EveryModel.port(server, model))) {
                    client.exchange("who?");
                    String opened = server.awaitLog(LogLines.opened(model));
                    long pid = Long.parseLong(opened.substring(opened.lastIndexOf('=') + 1));
                    if (model == Model.PROCESS) {
                        assertThat(ProcessHandle.of(pid).flatMap(ProcessHandle::parent))
                                .contains(ProcessHandle.of(server.pid()).orElseThrow());
                    } else {
                        assertThat(pid).isEqualTo(server.pid());
                    }
                }
            }
        }
    }

    @Test
    void verboseLinesBeginWithTheTime() throws Exception {
        try (SwitchboardProcess server = SwitchboardProcess.serve("-v", "-l", "echo:0,stamp=none");
                Client client = Client.connect(server.port(0))) {
            client.exchange("x");
            server.awaitLog("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z " + LogLines.opened(Model.VIRTUAL));
        }
    }

    @Test
    @Tag("T1")
    void anIdleServerUsesNoProcessorTimeHoweverManyAreConnected() throws Exception {
        List<Client> clients = new ArrayList<>();
        try (SwitchboardProcess server = SwitchboardProcess.serve("-l", "echo:0,stamp=none,model=select")) {
            for (int i = 0; i < 200; i++) {
                clients.add(Client.connect(server.port(0)));
                clients.getLast().exchange("x");
            }
            server.awaitLog(200, LogLines.opened(Model.SELECT));
            ProcessorShare share = new ProcessorShare(server.pid());
            Until.holds("less than 5 % of a processor", () -> share.over(Duration.ofSeconds(2)) < 0.05);
        } finally {
            for (Client client : clients) {
                client.close();
            }
        }
    }

    @Test
    void theLanguageOfTheMachineChangesNothing() throws Exception {
        String separator = String.format(Locale.GERMANY, "%.1f", 0.5).substring(1, 2);
        assertThat(separator).isEqualTo(",");
        List<String> german = List.of("env", "JAVA_TOOL_OPTIONS=-Duser.language=de -Duser.country=DE");
        try (SwitchboardProcess server = SwitchboardProcess.serveUnder(german, "-l", "echo:0");
                Client client = Client.connect(server.port(0))) {
            client.send("hello");
            assertThat(client.read(32)).matches("\\[(Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} .* \\d{4}] hello");
            client.close();
            server.awaitLog("connection closed .* seconds=\\d+\\.\\d{3}");
        }
    }
}
