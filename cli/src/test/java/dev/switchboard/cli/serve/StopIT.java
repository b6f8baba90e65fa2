package dev.switchboard.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.protocol.CloseReason;
import dev.switchboard.serving.Model;
import dev.switchboard.testkit.Proc;
import dev.switchboard.testkit.SwitchboardProcess;
import dev.switchboard.testkit.Until;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How a server ends, and what becomes of its peers and its child processes.
@Tag("T2")
class StopIT {
    /// Who starts the tests in the background may have had SIGINT ignored, and the ignoring is inherited.
    private static final List<String> HEARS_SIGINT = List.of("env", "--default-signal=INT");

    private static final int SIGNALLED = 128;
    private static final int SIGTERM = 15;

    private final List<Client> clients = new ArrayList<>();

    @AfterEach
    void closeClients() throws IOException {
        for (Client client : clients) {
            client.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void aSignalTellsEveryPeerAndWhenAllHaveClosedEndsInOrder(String signal) throws Exception {
        try (SwitchboardProcess server = SwitchboardProcess.serveUnder(
                HEARS_SIGINT, EveryModel.listening("echo:0,stamp=none", "--grace", "60s"))) {
            connectEverywhere(server);
            server.signal(signal);
            for (Client client : clients) {
                client.awaitEnd();
            }
            assertThat(server.isAlive()).isTrue();
            closeClients();
            assertThat(server.awaitExit()).isZero();
            for (Model model : Model.values()) {
                assertThat(server.log(LogLines.closed(model, CloseReason.SERVER_STOPPED)))
                        .hasSize(1);
            }
            assertThat(server.log()).hasSize(2 * clients.size());
            assertThat(server.outLines()).last().isEqualTo("ready");
        }
    }

    @Test
    void aStopThatNobodyIsConnectedToIsAtOnceAndLeavesNoWarmChild() throws Exception {
        try (SwitchboardProcess server = SwitchboardProcess.serve(EveryModel.listening("echo:0", "-l", "echo/udp:0"))) {
            Until.holds("a warm child", () -> Proc.children(server.pid()).size() == 1);
            List<Long> children = Proc.children(server.pid());
            server.signal("TERM");
            assertThat(server.awaitExit()).isZero();
            assertGone(children);
            assertThat(server.log()).isEmpty();
        }
    }

    @Test
    void aPeerThatNeverClosesIsCutWhenTheGraceIsOver() throws Exception {
        try (SwitchboardProcess server =
                SwitchboardProcess.serve(EveryModel.listening("echo:0,stamp=none", "--grace", "300ms"))) {
            connectEverywhere(server);
            server.signal("TERM");
            assertThat(server.awaitExit()).isZero();
            for (Model model : Model.values()) {
                assertThat(server.log(LogLines.closed(model, CloseReason.SERVER_STOPPED)))
                        .hasSize(1);
            }
            assertThat(server.log("defect.*")).isEmpty();
            clients.forEach(Client::awaitAnyEnd);
        }
    }

    @Test
    void aSecondSignalEndsAtOnce() throws Exception {
        try (SwitchboardProcess server =
                SwitchboardProcess.serve(EveryModel.listening("echo:0,stamp=none", "--grace", "600s"))) {
            connectEverywhere(server);
            List<Long> children = Proc.children(server.pid());
            server.signal("TERM");
            for (Client client : clients) {
                client.awaitEnd();
            }
            server.signal("TERM");
            assertThat(server.awaitExit()).isEqualTo(SIGNALLED + SIGTERM);
            assertGone(children);
        }
    }

    @Test
    void aKilledServerLeavesNeitherChildrenNorConnections() throws Exception {
        try (SwitchboardProcess server = SwitchboardProcess.serve(EveryModel.listening("echo:0,stamp=none"))) {
            connectEverywhere(server);
            Until.holds(
                    "one child that serves, one warm",
                    () -> Proc.children(server.pid()).size() == 2);
            List<Long> children = Proc.children(server.pid());
            server.signal("KILL");
            clients.forEach(Client::awaitAnyEnd);
            assertGone(children);
        }
    }

    @Test
    @Tag("T4")
    void aListenerForOneConnectionEndsWithItAndTheServerWithItsLast() throws Exception {
        String once = "echo:0,stamp=none,model=single,once";
        try (SwitchboardProcess server = SwitchboardProcess.serve("-l", once, "-l", once)) {
            try (Client first = Client.connect(server.port(0))) {
                first.exchange("only");
            }
            server.awaitLog(LogLines.closed(Model.SINGLE, CloseReason.PEER_CLOSED));
            assertThat(server.isAlive()).isTrue();
            try (Client second = Client.connect(server.port(1))) {
                second.exchange("only");
            }
            assertThat(server.awaitExit()).isZero();
            assertThat(server.log(LogLines.closed(Model.SINGLE, CloseReason.PEER_CLOSED)))
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStoppedServerCanBeStartedAgainOnItsPort(Model model) throws Exception {
        int port;
        try (SwitchboardProcess server = SwitchboardProcess.serve("--model", model.word(), "-l", "echo:0,stamp=none")) {
            port = server.port(0);
            clients.add(Client.connect(port));
            clients.getFirst().exchange("before");
            server.signal("TERM");
            clients.getFirst().awaitEnd(); // the server ends first, so its side of the connection lingers in TIME_WAIT
            closeClients();
            assertThat(server.awaitExit()).isZero();
        }
        try (SwitchboardProcess server =
                        SwitchboardProcess.serve("--model", model.word(), "-l", "echo:" + port + ",stamp=none");
                Client client = Client.connect(port)) {
            client.exchange("after");
        }
    }

    private void connectEverywhere(SwitchboardProcess server) throws IOException {
        for (Model model : Model.values()) {
            clients.add(Client.connect(EveryModel.port(server, model)));
            clients.getLast().exchange("hello");
        }
    }

    private static void assertGone(List<Long> processes) {
        for (long pid : processes) {
            Until.holds("process " + pid + " gone", () -> Proc.state(pid).isEmpty());
        }
    }
}
