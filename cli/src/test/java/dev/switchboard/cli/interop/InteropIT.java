package dev.switchboard.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.cli.interop.Echoes.Closed;
import dev.switchboard.serving.Model;
import dev.switchboard.testkit.Command;
import dev.switchboard.testkit.Command.Result;
import dev.switchboard.testkit.RunningProcess;
import dev.switchboard.testkit.Until;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The clients that people have, under every serving model; docs/interop.md is for their users.
class InteropIT {
    private static final String HOST = "127.0.0.1";
    private static Echoes echoes;

    @BeforeAll
    static void start() throws IOException {
        echoes = Echoes.start();
    }

    @AfterAll
    static void stop() {
        echoes.close();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("T2")
    void aPythonSocketGetsItsReply(Model model) throws Exception {
        String script = """
                import socket, sys
                s = socket.create_connection(('127.0.0.1', int(sys.argv[1])))
                s.sendall(b'hello')
                print(s.recv(1024).decode())
                s.shutdown(socket.SHUT_WR)
                assert s.recv(1024) == b''
                """;
        int port = echoes.port(model);
        int before = echoes.closed(port).size();
        Result result =
                Command.run("python3", "-c", script, Integer.toString(port)).assertSucceeded();
        assertThat(result.out()).matches(Echoes.STAMP + "hello\n");
        assertThat(echoes.awaitClosed(port, before)).isEqualTo(new Closed("peer-closed", 5));
    }

    @ParameterizedTest
    @EnumSource
    void ncThatHalfClosesGetsEveryReplyAndTheEnd(Model model) throws Exception {
        assertPipedReplies(model, "nc", "-N", HOST);
    }

    @ParameterizedTest
    @EnumSource
    void ncatGetsEveryReplyAndTheEnd(Model model) throws Exception {
        assertPipedReplies(model, "ncat", HOST);
    }

    private static void assertPipedReplies(Model model, String... client) throws Exception {
        int port = echoes.linePort(model);
        int before = echoes.closed(port).size();
        Result result = Command.fed("one\ntwo\n", with(client, port)).assertSucceeded();
        assertThat(result.out()).matches(Echoes.STAMP + "one\n" + Echoes.STAMP + "two\n");
        assertThat(echoes.awaitClosed(port, before)).isEqualTo(new Closed("peer-closed", 8));
    }

    @ParameterizedTest
    @EnumSource
    void ncWithoutHalfCloseStaysUntilItIsEnded(Model model) throws Exception {
        int port = echoes.port(model);
        int before = echoes.closed(port).size();
        try (RunningProcess nc = RunningProcess.start("nc", HOST, Integer.toString(port))) {
            nc.type("hello\n");
            nc.endInput();
            awaitOut(nc, Echoes.STAMP + "hello\n");
            assertThat(nc.isAlive()).isTrue();
            assertThat(echoes.closed(port)).hasSize(before);
            nc.signal("TERM");
            nc.awaitExit();
        }
        assertThat(echoes.awaitClosed(port, before).reason()).isEqualTo("peer-closed");
    }

    @ParameterizedTest
    @EnumSource
    void socatGetsItsReplies(Model model) throws Exception {
        int port = echoes.linePort(model);
        int before = echoes.closed(port).size();
        try (RunningProcess socat = RunningProcess.start("socat", "-", "TCP:" + HOST + ":" + port)) {
            socat.type("one\n");
            awaitOut(socat, Echoes.STAMP + "one\n");
            socat.type("two\n");
            awaitOut(socat, Echoes.STAMP + "one\n" + Echoes.STAMP + "two\n");
            socat.endInput();
            assertThat(socat.awaitExit()).isZero();
        }
        assertThat(echoes.awaitClosed(port, before).reason()).isEqualTo("peer-closed");
    }

    @ParameterizedTest
    @EnumSource
    void telnetGetsItsReplyWhetherLinesEndInCrLfOrNot(Model model) throws Exception {
        for (int port : new int[] {echoes.port(model), echoes.linePort(model)}) {
            int before = echoes.closed(port).size();
            try (RunningProcess telnet = RunningProcess.start("telnet", HOST, Integer.toString(port))) {
                telnet.type("hello\n");
                awaitOut(telnet, "(?s)Trying .*" + Echoes.STAMP + "hello\r?\n");
                telnet.endInput();
                telnet.awaitExit();
            }
            assertThat(echoes.awaitClosed(port, before).reason()).isEqualTo("peer-closed");
        }
    }

    /// It never reads: what it leaves unread resets the connection, and with it goes what was not read yet of its own.
    @ParameterizedTest
    @EnumSource
    void loggerThatNeverReadsHoldsNothingUp(Model model) throws Exception {
        int port = echoes.linePort(model);
        int before = echoes.closed(port).size();
        String lines = "a line of the log that nobody will read a reply to\n".repeat(5_000);
        Command.fed(lines, "logger", "-T", "--rfc3164", "-n", HOST, "-P", Integer.toString(port))
                .assertSucceeded();
        Closed closed = echoes.awaitClosed(port, before);
        assertThat(closed.reason()).isIn("peer-closed", "peer-reset");
        assertThat(closed.read()).isPositive();
        assertPipedReplies(model, "nc", "-N", HOST);
    }

    private static String[] with(String[] client, int port) {
        String[] command = Arrays.copyOf(client, client.length + 1);
        command[client.length] = Integer.toString(port);
        return command;
    }

    static void awaitOut(RunningProcess client, String regex) {
        Until.passes("output " + regex, () -> assertThat(client.out()).matches(regex));
    }
}
