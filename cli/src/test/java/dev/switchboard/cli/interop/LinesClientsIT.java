package dev.switchboard.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.serving.Model;
import dev.switchboard.testkit.Command;
import dev.switchboard.testkit.RunningProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The clients that people have, at `lines`: they get their receipts, somebody else hears of their messages, and these
/// are in the journal.
class LinesClientsIT {
    private static final String HOST = "127.0.0.1";
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
    private static final String RECEIPT = "\\[" + TIME + " #\\d+] ";
    private static final String[] LOGGER = {"logger", "-t", "door", "--rfc5424=notime,notq,nohost", "-n", HOST};
    private static final String LOGGED = "<13>1 - - door - - - ";
    private static final String PYTHON = """
            import socket, sys
            s = socket.create_connection(('127.0.0.1', int(sys.argv[1])))
            s.sendall(b'one from python\\ntwo from python')
            s.shutdown(socket.SHUT_WR)
            while data := s.recv(1024):
                print(data.decode(), end='')
            """;

    @TempDir
    private static Path data;

    private static LinesListeners listeners;

    @BeforeAll
    static void start() throws IOException {
        listeners = LinesListeners.start(data);
    }

    @AfterAll
    static void stop() {
        listeners.close();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROCESS")
    void everyClientGetsItsReceiptsAndAnotherHearsOfItsMessages(Model model) throws Exception {
        String port = listeners.port(model);
        try (RunningProcess listener = listenTo(model.word(), listeners.otherPort(model))) {
            assertReceipts("nc", Command.fed(lines("nc"), "nc", "-N", HOST, port));
            assertReceipts("ncat", Command.fed(lines("ncat"), "ncat", HOST, port));
            assertReceipts("socat", Command.fed(lines("socat"), "socat", "-t", "60", "-", "TCP:" + HOST + ":" + port));
            assertReceipts("python", Command.run("python3", "-c", PYTHON, port));
            assertTypedLinesGetReceipts(port);
            logger("-T", "-P", port, "once from logger").assertSucceeded();

            List<String> texts = new ArrayList<>();
            for (String client : List.of("nc", "ncat", "socat", "python", "telnet")) {
                texts.addAll(lines(client).lines().toList());
            }
            texts.add(LOGGED + "once from logger");
            awaitDeliveries(listener, model.word(), texts);
            assertThat(listeners.stored(model.word())).isEqualTo(texts);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROCESS")
    void loggerThatNeverReadsLosesNothingWhereNoReceiptsAreSent(Model model) throws Exception {
        List<String> texts =
                IntStream.range(0, 2_000).mapToObj(i -> "logged " + i).toList();
        Command.fed(String.join("\n", texts), with("-T", "-P", listeners.silentPort(model)))
                .assertSucceeded();
        listeners.awaitClosed(listeners.silentPort(model));

        assertThat(listeners.stored(LinesListeners.silent(model)))
                .isEqualTo(texts.stream().map(text -> LOGGED + text).toList());
    }

    @Test
    void datagramsAreMessagesAsTheyCome() throws Exception {
        String port = listeners.udpPort();
        String channel = LinesListeners.DATAGRAMS;
        try (RunningProcess listener = listenTo(channel, listeners.port(Model.VIRTUAL))) {
            logger("-d", "-P", port, "one from logger").assertSucceeded();
            logger("-d", "-P", port, "/quit größer").assertSucceeded();
            Command.fed("  from socat /\n", "socat", "-u", "-", "UDP:" + HOST + ":" + port)
                    .assertSucceeded();
            try (RunningProcess nc = RunningProcess.start("nc", "-u", HOST, port)) {
                nc.type("from nc\n");
                List<String> texts =
                        List.of(LOGGED + "one from logger", LOGGED + "/quit größer", "  from socat /", "from nc");
                awaitDeliveries(listener, channel, texts);
                assertThat(listeners.stored(channel)).isEqualTo(texts);
            }
        }
    }

    private static String lines(String client) {
        return "one from %s\ntwo from %s\n".formatted(client, client);
    }

    private static String receipts(String client) {
        return RECEIPT + "one from " + client + "\n" + RECEIPT + "two from " + client + "\n";
    }

    private static void assertReceipts(String client, Command.Result result) {
        assertThat(result.assertSucceeded().out()).matches(receipts(client));
    }

    private static void assertTypedLinesGetReceipts(String port) throws Exception {
        try (RunningProcess telnet = RunningProcess.start("telnet", HOST, port)) {
            telnet.type(lines("telnet"));
            InteropIT.awaitOut(telnet, "(?s)Trying .*" + receipts("telnet").replace("\n", "\r?\n"));
        }
    }

    private static RunningProcess listenTo(String channel, String port) throws IOException {
        RunningProcess listener = RunningProcess.start("nc", HOST, port);
        listener.type("/listen " + channel + "\n");
        InteropIT.awaitOut(listener, "\\* listening to " + channel + " from #\\d+\n");
        return listener;
    }

    private static void awaitDeliveries(RunningProcess listener, String channel, List<String> texts) {
        StringBuilder wanted = new StringBuilder("\\* listening to .*\n");
        for (String text : texts) {
            wanted.append("<%s #\\d+ %s 127\\.0\\.0\\.1:\\d+> \\Q%s\\E\n".formatted(channel, TIME, text));
        }
        InteropIT.awaitOut(listener, wanted.toString());
    }

    private static Command.Result logger(String... arguments) throws IOException {
        return Command.run(with(arguments));
    }

    private static String[] with(String... arguments) {
        List<String> command = new ArrayList<>(List.of(LOGGER));
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }
}
