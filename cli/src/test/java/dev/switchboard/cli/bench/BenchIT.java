package dev.switchboard.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.testkit.Command;
import dev.switchboard.testkit.RunningProcess;
import dev.switchboard.testkit.SwitchboardProcess;
import dev.switchboard.testkit.Tmux;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `switchboard bench` as a process, against Switchboard, other servers, and servers that lie.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BenchIT {
    @ParameterizedTest
    @ValueSource(strings = {"stamp=none", "stamp=ctime", "stamp=iso", "stamp=ctime,framing=line", "model=select"})
    void everyEchoIsUnderstood(String options) throws Exception {
        try (SwitchboardProcess server = SwitchboardProcess.serve("-l", "echo:0," + options)) {
            for (String pipeline : List.of("1", "64")) {
                Map<String, Object> said = BenchSaid.json(
                        run("-c", "4", "-n", pipeline, "--count", "20000", "--warmup", "50ms", "--json", at(server)));

                assertThat(said)
                        .containsEntry("messages", 20_000L)
                        .containsEntry("lost", 0L)
                        .containsEntry("wrong", 0L)
                        .containsEntry("broken", 0L)
                        .containsEntry("fault", null)
                        .containsKeys("rate", "p50", "p99", "p99.9", "max");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"lines, main", "syslog, syslog", "relp, syslog"})
    void everyMessageThatIsToldIsStored(String protocol, String channel, @TempDir Path data) throws Exception {
        long sent;
        try (SwitchboardProcess server = SwitchboardProcess.serve("-l", protocol + ":0", "--data", data.toString())) {
            Map<String, Object> said = BenchSaid.json(run(
                    "--protocol",
                    protocol,
                    "-c",
                    "3",
                    "-s",
                    "100",
                    "-n",
                    "128",
                    "--count",
                    "10000",
                    "--warmup",
                    "100ms",
                    "--json",
                    at(server)));
            assertThat(said).containsEntry("messages", 10_000L).containsEntry("unclosed", 0L);
            assertThat(said.containsKey("p50")).isNotEqualTo(protocol.equals("syslog"));
            sent = Long.parseLong(String.valueOf(said.get("sent")));
            server.signal("TERM");
            assertThat(server.awaitExit()).isZero();
        }
        Command.Result dump = SwitchboardProcess.run("journal", "dump", "--channel", channel, data.toString());
        assertThat(sent).isGreaterThan(10_000);
        assertThat(dump.out().lines().count()).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({"drop, 4, 1 lost", "change, 4, 1 wrong", "twice, 4, 1 wrong", "close, 1, '1 lost, 1 connections broken'"
    })
    void aServerThatLiesIsExitCode1AndCounted(String lie, String pipeline, String counted) throws Exception {
        try (LyingEcho server = new LyingEcho(lie)) {
            Command.Result bench = run(
                    "-c", "1", "-n", pipeline, "--count", "50", "--warmup", "0", "--drain", "300ms", server.address());

            assertThat(bench.exitCode()).isEqualTo(1);
            assertThat(bench.err()).startsWith(counted).hasLineCount(1);
            assertThat(bench.out()).contains("lost").contains("wrong");
        }
    }

    @Test
    void aRateIsKept() throws Exception {
        try (SwitchboardProcess server = SwitchboardProcess.serve("-l", "echo:0")) {
            Map<String, Object> said = BenchSaid.json(
                    run("--rate", "2000", "-t", "1s", "--warmup", "0", "-c", "7", "-n", "1000", "--json", at(server)));

            assertThat(said)
                    .containsEntry("loop", "open")
                    .containsEntry("messages", 2_000L)
                    .containsEntry("rate_wanted", 2000.0);
            assertThat((Double) said.get("seconds")).isGreaterThanOrEqualTo(1.0);
        }
    }

    @Test
    void aReportForPeopleHasACurve() throws Exception {
        try (SwitchboardProcess server = SwitchboardProcess.serve("-l", "echo:0")) {
            Command.Result bench = run("-t", "100ms", "--warmup", "0", at(server));

            assertThat(bench.exitCode()).as(bench.toString()).isZero();
            assertThat(bench.err()).isEmpty();
            assertThat(bench.out().lines().toList())
                    .anyMatch(line -> line.startsWith("echo to 127.0.0.1:"))
                    .anyMatch(line -> line.matches("[0-9,]+ messages in .* s: [0-9,]+ a second"))
                    .anyMatch(line -> line.matches("  p99\\.9 +[0-9.]+ (µs|ms|s)  #+"));
        }
    }

    @Test
    void anInterruptPrintsWhatWasMeasured() throws Exception {
        try (SwitchboardProcess server = SwitchboardProcess.serve("-l", "echo:0");
                RunningProcess bench =
                        RunningProcess.start(command("-t", "1h", "--warmup", "0", at(server)), Map.of())) {
            server.awaitLog(10, "connection opened .*");
            bench.signal("INT");

            assertThat(bench.awaitExit()).as(bench.toString()).isEqualTo(130);
            assertThat(bench.out()).contains("(stopped early)");
        }
    }

    @Test
    void aTerminalShowsHowItStands(@TempDir Path directory) throws Exception {
        try (SwitchboardProcess server = SwitchboardProcess.serve("-l", "echo:0");
                Tmux terminal = Tmux.shell(directory, 100, 30)) {
            terminal.enter("clear; SWITCHBOARD_AS_BUILT=1 " + SwitchboardProcess.launcher()
                    + " bench -t 60s --warmup 0 " + at(server) + "; echo exit code $?");
            terminal.await("/s  p50 ");
            terminal.press("C-c");
            String screen = terminal.await("exit code 130\n$");
            assertThat(screen).contains("(stopped early)").contains("  p50 ").doesNotContain("%  ");
        }
    }

    @Test
    void aServerThatIsNotThereIsOneLineAndExitCode1() throws Exception {
        String nobody;
        try (LyingEcho server = new LyingEcho("never")) {
            nobody = server.address();
        }
        Command.Result bench = run(nobody);
        assertThat(bench.exitCode()).isEqualTo(1);
        assertThat(bench.err()).isEqualTo("cannot connect to " + nobody + ": Connection refused\n");
        assertThat(bench.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "here",
                "localhost:0",
                "--protocol http localhost:1",
                "-c 0 localhost:1",
                "-s 1 localhost:1",
                "-s 9 --protocol syslog localhost:1",
                "-n 0 localhost:1",
                "-t soon localhost:1",
                "-t 0 localhost:1",
                "--rate -1 localhost:1",
                "--count 0 localhost:1",
                "localhost:1 more"
            })
    void aWrongCommandLineIsOneClearLineAndAHint(String arguments) throws Exception {
        String[] words = arguments.isEmpty() ? new String[0] : arguments.split(" ");
        Command.Result bench = run(words);
        assertThat(bench.exitCode()).isEqualTo(2);
        assertThat(bench.out()).isEmpty();
        assertThat(bench.err().lines())
                .hasSize(2)
                .satisfiesExactly(
                        wrong -> assertThat(wrong).startsWith("switchboard: ").doesNotContain("Exception"),
                        hint -> assertThat(hint).isEqualTo("try 'switchboard bench --help'"));
    }

    private static String at(SwitchboardProcess server) {
        return "127.0.0.1:" + server.port(0);
    }

    private static Command.Result run(String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of("bench"));
        words.addAll(List.of(arguments));
        return SwitchboardProcess.run(words.toArray(String[]::new));
    }

    private static List<String> command(String... arguments) {
        List<String> words = new ArrayList<>(List.of(
                "env", "SWITCHBOARD_AS_BUILT=1", SwitchboardProcess.launcher().toString(), "bench"));
        words.addAll(List.of(arguments));
        return words;
    }
}
