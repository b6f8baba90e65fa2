package dev.switchboard.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.serving.Model;
import dev.switchboard.testkit.RunningProcess;
import dev.switchboard.testkit.Until;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Two people at `nc`, while a server serves one at a time, and while it serves both.
@Tag("T4")
class TwoClientsIT {
    private static final String CONNECTED = "(?s).*succeeded!.*";

    private static Echoes echoes;

    @BeforeAll
    static void start() throws IOException {
        echoes = Echoes.start();
    }

    @AfterAll
    static void stop() {
        echoes.close();
    }

    @Test
    void underSingleTheSecondConnectsAndSendsButIsServedOnlyWhenTheFirstIsInterrupted() throws Exception {
        int port = echoes.port(Model.SINGLE);
        try (RunningProcess first = connect(port);
                RunningProcess second = connect(port)) {
            ask(first, "I am first", "");
            second.type("I waited\n");
            ask(first, "still me", Echoes.STAMP + "I am first\n");
            assertThat(second.err()).matches(CONNECTED);
            assertThat(second.out()).isEmpty();
            first.signal("TERM");
            assertThat(echoes.awaitClosed(port, 0).reason()).isEqualTo("peer-closed");
            InteropIT.awaitOut(second, Echoes.STAMP + "I waited\n");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SINGLE")
    void underEveryOtherModelBothAreServedAtOnce(Model model) throws Exception {
        int port = echoes.port(model);
        try (RunningProcess first = connect(port);
                RunningProcess second = connect(port)) {
            ask(first, "I am first", "");
            ask(second, "I did not wait", "");
            ask(first, "still me", Echoes.STAMP + "I am first\n");
        }
        assertThat(echoes.awaitClosed(port, 1).reason()).isEqualTo("peer-closed");
    }

    private static RunningProcess connect(int port) throws IOException {
        RunningProcess nc = RunningProcess.start("nc", "-v", "127.0.0.1", Integer.toString(port));
        Until.holds("connected", () -> nc.err().matches(CONNECTED));
        return nc;
    }

    private static void ask(RunningProcess client, String question, String before) throws IOException {
        client.type(question + "\n");
        InteropIT.awaitOut(client, before + Echoes.STAMP + question + "\n");
    }
}
