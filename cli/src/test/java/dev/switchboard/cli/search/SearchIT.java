package dev.switchboard.cli.search;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.testkit.Command.Result;
import dev.switchboard.testkit.RunningProcess;
import dev.switchboard.testkit.SwitchboardProcess;
import dev.switchboard.testkit.Tmux;
import dev.switchboard.testkit.Until;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `switchboard search` and `export` as processes, on a server and on the files of its journal.
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SearchIT {
    private static final int MANY = 25_000;
    private static final int SIGINT_EXIT = 130;

    @TempDir
    Path data;

    /// Sends lines and returns what the server answers, up to its close.
    private static String talk(SwitchboardProcess server, String lines) throws IOException {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), server.port(0))) {
            socket.getOutputStream().write(lines.getBytes(ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private SwitchboardProcess serve() throws IOException {
        return SwitchboardProcess.serve("-l", "lines:0", "--data", data.toString());
    }

    private static String address(SwitchboardProcess server) {
        return "127.0.0.1:" + server.port(0);
    }

    private static Result on(SwitchboardProcess server, String command, String... args) throws IOException {
        return run(command, List.of("--server", address(server)), args);
    }

    private Result offline(String command, String... args) throws IOException {
        return run(command, List.of("--data", data.toString()), args);
    }

    private static Result run(String command, List<String> where, String... args) throws IOException {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(where);
        all.addAll(List.of(args));
        return SwitchboardProcess.run(all.toArray(String[]::new));
    }

    @Test
    void findsByWordsOnAServerAndInItsFilesNewestFirst() throws Exception {
        try (SwitchboardProcess server = serve()) {
            talk(server, "Disk full\ndisks\nno DISK\n/to b\na disk\nconnection reset by peer\n");
            for (Result found : List.of(
                    on(server, "search", "disk"),
                    offline("search", "disk"),
                    on(server, "search", "/[Dd]isk|DISK/", "--channel=*", "--limit=9"))) {
                assertThat(found.err()).isEmpty();
                assertThat(found.exitCode()).isZero();
            }
            assertThat(on(server, "search", "disk").out()).isEqualTo("a disk\nno DISK\nDisk full\n");
            assertThat(offline("search", "disk").out()).isEqualTo("a disk\nno DISK\nDisk full\n");
            assertThat(on(server, "search", "disk*", "--limit", "3").out()).isEqualTo("a disk\nno DISK\ndisks\n");
            assertThat(on(server, "search", "--channel", "main", "disk", "no").out())
                    .isEqualTo("no DISK\n");
            assertThat(on(server, "search", "reset by").out()).isEqualTo("connection reset by peer\n");
            assertThat(on(server, "search", "reset", "peer", "--from=-1h", "--count")
                            .out())
                    .isEqualTo("1\n");
            assertThat(offline("export", "disk").out()).isEqualTo("Disk full\nno DISK\na disk\n");
        }
    }

    @Test
    void nothingFoundIsExitCodeOne() throws Exception {
        try (SwitchboardProcess server = serve()) {
            talk(server, "one\n");
            assertThat(on(server, "search", "two").exitCode()).isEqualTo(1);
            Result count = on(server, "search", "two", "--count");
            assertThat(count.exitCode()).isEqualTo(1);
            assertThat(count.out()).isEqualTo("0\n");
            assertThat(on(server, "search", "one", "--to=-1d").exitCode()).isEqualTo(1);
            assertThat(on(server, "export", "two").exitCode()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "search --from yesterday | --from wants a time such as 2026-11-21",
                "search --severity=loud | --severity is one of",
                "search --limit 0 x | --limit wants a number from 1",
                "search --count --limit 3 | leave --limit away",
                "search --data . --follow | --follow wants a server",
                "search --data nowhere x | there is no journal in 'nowhere'",
                "search --data nowhere --server :1 x | not both",
                "search --server x | has no port",
                "search --channel a/b | a channel's name is",
                "search /a(b/ | the pattern is wrong at its character 4",
                "export --from=-1h --to=-2h | --from is not before --to",
                "export --limit 3 | Unknown option",
            })
    void aMistakeIsToldInOneLine(String line, String problem) throws Exception {
        Result result = SwitchboardProcess.run(line.split(" "));
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines().toList())
                .hasSizeBetween(1, 2)
                .first()
                .asString()
                .contains(problem);
    }

    @Test
    void whoDoesNotListenIsNotSearched() throws Exception {
        Result search = SwitchboardProcess.run("search", "--server", "127.0.0.1:1", "x");
        assertThat(search.exitCode()).isEqualTo(2);
        assertThat(search.err()).contains("cannot connect to 127.0.0.1:1: Connection refused");
        assertThat(SwitchboardProcess.run("export", "--server", "127.0.0.1:1").exitCode())
                .isEqualTo(1);
    }

    @Test
    void manyPagesMakeOneAnswerWhileMoreComes() throws Exception {
        try (SwitchboardProcess server = serve();
                Socket busy = new Socket(InetAddress.ofLiteral("127.0.0.1"), server.port(0))) {
            StringBuilder lines = new StringBuilder("/to many\n");
            IntStream.range(0, MANY)
                    .forEach(i -> lines.append("line ").append(i).append('\n'));
            talk(server, lines.toString());
            Thread more = Thread.startVirtualThread(() -> {
                try {
                    busy.getOutputStream().write("/to busy\n".getBytes(ISO_8859_1));
                    for (int i = 0; i < 1_000; i++) {
                        busy.getOutputStream()
                                .write("line of another\n".repeat(10).getBytes(ISO_8859_1));
                        byte[] _ = busy.getInputStream()
                                .readNBytes(busy.getInputStream().available());
                    }
                } catch (IOException e) {
                    // The test is over.
                }
            });
            List<String> wanted =
                    IntStream.range(0, MANY).mapToObj(i -> "line " + i).toList();
            assertThat(on(server, "export", "--channel=many", "line").out().lines())
                    .containsExactlyElementsOf(wanted);
            assertThat(on(server, "search", "--channel=many", "--limit=12345", "line")
                            .out()
                            .lines())
                    .containsExactlyElementsOf(wanted.reversed().subList(0, 12_345));
            assertThat(offline("export", "--channel=many", "line").out().lines())
                    .containsExactlyElementsOf(wanted);
            assertThat(on(server, "search", "--channel=many", "--count").out()).isEqualTo(MANY + "\n");
            more.join();
        }
    }

    @Test
    void whatIsStoredIsFoundAfterTheServerIsKilled() throws Exception {
        String killed;
        try (SwitchboardProcess server = serve()) {
            killed = talk(server, "before the kill\n");
        }
        assertThat(killed).contains("before the kill");
        assertThat(offline("search", "kill").out()).isEqualTo("before the kill\n");
        try (SwitchboardProcess server = serve()) {
            talk(server, "after the kill\n");
            assertThat(on(server, "search", "the kill").out()).isEqualTo("after the kill\nbefore the kill\n");
        }
    }

    @Test
    void jsonTellsWhatSyslogMessagesSay() throws Exception {
        try (SwitchboardProcess server = serve()) {
            talk(server, """
                            <11>1 2026-11-21T12:00:00.5Z web1 app 77 ID7 [a@1 x="1" y="2"] disk full
                            plain disk
                            disk \u00ff
                            """);
            List<String> found =
                    offline("search", "--json", "disk").out().lines().toList();

            assertThat(found.get(2))
                    .startsWith("{\"offset\":1,\"time\":\"20")
                    .contains("\"channel\":\"main\",\"sender\":\"127.0.0.1:")
                    .endsWith("\"facility\":\"user\",\"severity\":\"err\",\"host\":\"web1\","
                            + "\"app\":\"app\",\"procid\":\"77\""
                            + ",\"msgid\":\"ID7\",\"sent\":\"2026-11-21T12:00:00.500000Z\""
                            + ",\"structuredData\":{\"a@1\":{\"x\":\"1\",\"y\":\"2\"}}}");
            assertThat(found.get(1)).endsWith("\"text\":\"plain disk\"}");
            assertThat(found.get(0)).endsWith("\"base64\":\"ZGlzayD/\"}");
            assertThat(on(server, "search", "--json", "disk", "--severity=warn..", "--host=WEB1")
                            .out()
                            .replaceAll("\\.(\\d{3})(000)?Z", ".Z"))
                    .isEqualTo(found.get(2).replaceAll("\\.(\\d{3})\\d{3}Z", ".Z") + "\n");
        }
    }

    @Test
    void followGoesOnWithWhatComesAndWhereItWas() throws Exception {
        int port;
        RunningProcess search;
        try (SwitchboardProcess server = serve()) {
            port = server.port(0);
            talk(server, "disk 1\nother\ndisk 2\n");
            search = start("search", "--server", address(server), "--follow", "disk");
            Until.holds("found", () -> search.out().equals("disk 1\ndisk 2\n"));
            talk(server, "other\ndisk 3\n/to b\ndisk 4\n");
            Until.holds("followed", () -> search.out().equals("disk 1\ndisk 2\ndisk 3\ndisk 4\n"));
        }
        try (search;
                SwitchboardProcess server =
                        SwitchboardProcess.serve("-l", "lines:" + port, "--data", data.toString())) {
            talk(server, "disk 5\n");
            Until.holds("again", () -> search.out().endsWith("disk 4\ndisk 5\n"));
            assertThat(search.err()).contains("connecting again").contains("connected again");
            search.signal("INT");
            assertThat(search.awaitExit()).isEqualTo(SIGINT_EXIT);
        }
    }

    @Test
    void aTerminalSeesWhatWasFoundMarkedAndIsNotObeyed(@TempDir Path directory) throws Exception {
        try (SwitchboardProcess server = serve();
                Tmux terminal = Tmux.shell(directory, 100, 20)) {
            talk(server, "a \u001b]0;title\u0007 disk\n");
            terminal.enter("SWITCHBOARD_AS_BUILT=1 " + SwitchboardProcess.launcher() + " search --long --server "
                    + address(server) + " disk; echo exit $?");
            assertThat(terminal.await("exit 0")).contains("<main #1 ", "> a ^[]0;title^G disk");
        }
    }

    @Test
    void aReaderThatLeavesIsNoFailure() throws Exception {
        try (SwitchboardProcess server = serve()) {
            talk(server, "/to many\n" + "line of some length\n".repeat(MANY));
            String command = SwitchboardProcess.launcher() + " export --server " + address(server)
                    + " --channel many | head -n 1; echo ${PIPESTATUS[0]}";
            try (RunningProcess shell =
                    RunningProcess.start(List.of("bash", "-c", command), Map.of("SWITCHBOARD_AS_BUILT", "1"))) {
                assertThat(shell.awaitExit()).isZero();
                assertThat(shell.out()).isEqualTo("line of some length\n0\n");
                assertThat(shell.err()).isEmpty();
            }
        }
    }

    @Test
    void aPatternThatWouldTryForEverHoldsNobodyUp() throws Exception {
        try (SwitchboardProcess server = serve()) {
            talk(server, "a".repeat(20_000) + "\n");
            Result hard = on(server, "search", "/.*.*.*x/");
            assertThat(hard.exitCode()).isEqualTo(2);
            assertThat(hard.err()).contains("the pattern takes too long");
            assertThat(offline("search", "/.*.*.*x/").err()).contains("the pattern takes too long");
            assertThat(on(server, "search", "/a$/").exitCode()).isZero();
        }
    }

    private static RunningProcess start(String... args) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(SwitchboardProcess.launcher().toString()));
        command.addAll(List.of(args));
        return RunningProcess.start(command, Map.of("SWITCHBOARD_AS_BUILT", "1"));
    }
}
