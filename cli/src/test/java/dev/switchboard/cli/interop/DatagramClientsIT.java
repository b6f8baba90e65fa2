package dev.switchboard.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.testkit.Command;
import dev.switchboard.testkit.RunningProcess;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The clients that people have, over UDP.
@Tag("T5")
class DatagramClientsIT {
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

    @Test
    void aPythonSocketGetsItsReply() throws Exception {
        assertThat(pythonAsks()).matches(Echoes.STAMP + "hello\n");
    }

    private static String pythonAsks() throws IOException {
        String script = """
                import socket, sys
                s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                s.settimeout(60)
                s.sendto(b'hello', ('127.0.0.1', int(sys.argv[1])))
                print(s.recv(1024).decode())
                """;
        return Command.run("python3", "-c", script, port()).assertSucceeded().out();
    }

    @Test
    void ncGetsAReplyForEachLine() throws Exception {
        assertTypedLinesAreAnswered("nc", "-u", HOST, port());
    }

    @Test
    void ncatGetsAReplyForEachLine() throws Exception {
        assertTypedLinesAreAnswered("ncat", "-u", HOST, port());
    }

    @Test
    void socatGetsAReplyForEachLine() throws Exception {
        assertTypedLinesAreAnswered("socat", "-", "UDP:" + HOST + ":" + port());
    }

    private static void assertTypedLinesAreAnswered(String... command) throws Exception {
        try (RunningProcess client = RunningProcess.start(command)) {
            client.type("one\n");
            InteropIT.awaitOut(client, Echoes.STAMP + "one\n");
            client.type("two\n");
            InteropIT.awaitOut(client, Echoes.STAMP + "one\n" + Echoes.STAMP + "two\n");
        }
    }

    @Test
    void loggerThatNeverReadsTroublesNobody() throws Exception {
        String lines = "a line of the log\n".repeat(100);
        Command.fed(lines, "logger", "-d", "-n", HOST, "-P", port()).assertSucceeded();
        assertThat(pythonAsks()).matches(Echoes.STAMP + "hello\n");
    }

    private static String port() {
        return Integer.toString(echoes.udpPort());
    }
}
