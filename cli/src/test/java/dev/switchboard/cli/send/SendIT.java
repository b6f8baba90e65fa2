package dev.switchboard.cli.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.testkit.Command;
import dev.switchboard.testkit.LinesFault;
import dev.switchboard.testkit.LinesPeer;
import dev.switchboard.testkit.RunningProcess;
import dev.switchboard.testkit.SwitchboardProcess;
import dev.switchboard.testkit.Tmux;
import dev.switchboard.testkit.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `switchboard send` as a process.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SendIT {
    private LinesPeer peer;

    @BeforeEach
    void listen() throws IOException {
        peer = new LinesPeer();
    }

    @AfterEach
    void stop() throws IOException {
        peer.close();
    }

    @Test
    void everyLineIsStoredAndNothingIsSaid() throws Exception {
        try (RunningProcess send = start(peer.address())) {
            send.type("one\n/two\n\nlast");
            send.endInput();

            assertThat(send.awaitExit()).isZero();
            assertThat(send.out()).isEmpty();
            assertThat(send.err()).isEmpty();
        }
        assertThat(peer.texts()).containsExactly("one", "/two", "", "last");
    }

    @Test
    void aLineIsSentWhenItComesNotAtTheEnd() throws Exception {
        try (RunningProcess send = start("--to", "news", peer.address())) {
            send.type("first\n");
            Until.holds("stored", () -> peer.kept().contains(new LinesPeer.Kept("news", "first")));
            send.endInput();
            assertThat(send.awaitExit()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(LinesFault.Moment.class)
    void aConnectionThatBreaksLosesAndDoublesNothing(LinesFault.Moment moment) throws Exception {
        peer.fault(LinesFault.at(moment, 1)).fault(LinesFault.at(moment, 5_000));
        try (RunningProcess send = start(peer.address())) {
            send.type(numbered(10_000));
            send.endInput();

            assertThat(send.awaitExit()).isZero();
            assertThat(send.err()).isEmpty();
        }
        assertThat(peer.texts()).isEqualTo(numbered(10_000).lines().toList());
    }

    @Test
    void aServerThatIsAwayForATimeIsWaitedFor() throws Exception {
        peer.stop();
        try (RunningProcess send = start(peer.address())) {
            send.type("one\n");
            send.endInput();
            peer.start();

            assertThat(send.awaitExit()).isZero();
        }
        assertThat(peer.texts()).containsExactly("one");
    }

    @Test
    void aServerThatStaysAwayIsOneLineAndExitCode1() throws Exception {
        try (RunningProcess send = start("--retry", "500ms", peer.address())) {
            send.type("one\ntwo\n");
            Until.holds("stored", () -> peer.texts().size() == 2);
            peer.stop();
            send.type("three\n");

            assertThat(send.awaitExit()).isEqualTo(1);
            assertThat(send.err())
                    .isEqualTo("cannot connect to " + peer.address() + ": Connection refused; 2 lines have their "
                            + "receipt, 1 have none, and what follows was not sent\n");
        }
    }

    @Test
    void whatIsRefusedIsToldWithItsLineAndTheRestGoesOn() throws Exception {
        peer.refuse(line -> line.equals("bad") ? Optional.of("too \u001b[31mbad") : Optional.empty());
        try (RunningProcess send = start(peer.address())) {
            send.type("good\nbad\ngood\n");
            send.endInput();

            assertThat(send.awaitExit()).isEqualTo(1);
            assertThat(send.err()).isEqualTo("line 2 was not stored: too ^[[31mbad\n");
        }
        assertThat(peer.texts()).containsExactly("good", "good");
    }

    @Test
    void aServerThatDoesNotStoreForATimeIsOneLineAndWaitedFor() throws Exception {
        peer.refuse(line -> line.startsWith("/")
                ? Optional.empty()
                : Optional.of("not stored: the disk is \u001b[31mfull: free some space and send again"));
        try (RunningProcess send = start(peer.address())) {
            send.type("one\ntwo\n");
            send.endInput();
            Until.holds("tried again", () -> peer.accepted() > 3);
            peer.refuse(_ -> Optional.empty());

            assertThat(send.awaitExit()).isZero();
            assertThat(send.err())
                    .isEqualTo(
                            peer.address() + " does not store: the disk is ^[[31mfull: free some space and send again;"
                                    + " trying again\n");
        }
        assertThat(peer.texts()).containsExactly("one", "two");
    }

    @Test
    void aServerThatDoesNotStoreForTheTimeGivenIsExitCode1() throws Exception {
        peer.refuse(line -> line.equals("two")
                ? Optional.of("not stored: the disk is full: free some space and send again")
                : Optional.empty());
        try (RunningProcess send = start("--retry", "500ms", peer.address())) {
            send.type("one\ntwo\n");
            send.endInput();

            assertThat(send.awaitExit()).isEqualTo(1);
            String problem = peer.address() + " does not store: the disk is full: free some space and send again; ";
            assertThat(send.err())
                    .isEqualTo(problem + "trying again\n" + problem + "1 lines have their receipt, 1 have none\n");
        }
    }

    @Test
    void inputOfAnySizeNeedsLittleMemory(@TempDir Path directory) throws Exception {
        Path input = directory.resolve("input");
        Files.writeString(input, ("x".repeat(200) + "\n").repeat(300_000));
        peer.keepNothing();
        List<String> command = List.of(
                "sh",
                "-c",
                "JAVA_TOOL_OPTIONS=-Xmx16m exec \"$0\" send \"$1\" < \"$2\"",
                SwitchboardProcess.launcher().toString(),
                peer.address(),
                input.toString());
        try (RunningProcess send = RunningProcess.start(command, Map.of("SWITCHBOARD_AS_BUILT", "1"))) {
            assertThat(send.awaitExit()).as(send.err()).isZero();
        }
    }

    @Test
    void inputThatCannotBeReadIsOneLineAndExitCode1(@TempDir Path directory) throws Exception {
        Command.Result result = Command.run(
                "sh",
                "-c",
                "SWITCHBOARD_AS_BUILT=1 exec \"$0\" send \"$1\" < \"$2\"",
                SwitchboardProcess.launcher().toString(),
                peer.address(),
                directory.toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("cannot read standard input: Is a directory\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--to two/words", "--to", "--retry soon", "here", "127.0.0.1:0x", "127.0.0.1:9000 more"})
    void aWrongCommandLineIsOneClearLineAndAHint(String arguments) throws Exception {
        try (RunningProcess send = start(arguments.split(" "))) {
            assertThat(send.awaitExit()).isEqualTo(2);
            assertThat(send.errLines())
                    .hasSize(2)
                    .satisfiesExactly(
                            wrong -> assertThat(wrong)
                                    .startsWith("switchboard: ")
                                    .doesNotContain("Exception"),
                            hint -> assertThat(hint).isEqualTo("try 'switchboard send --help'"));
        }
    }

    @Test
    void aTerminalShowsHowFarItIs(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("input"), numbered(1_000));
        peer.refuse(line -> line.equals("message 999") ? Optional.of("for a reason") : Optional.empty());
        peer.holdReceipts(true);
        try (Tmux terminal = Tmux.shell(directory, 100, 20)) {
            terminal.enter("clear; SWITCHBOARD_AS_BUILT=1 " + SwitchboardProcess.launcher() + " send " + peer.address()
                    + " < input; echo exit code $?");
            terminal.await("[####################] 100%  1000 sent  0 receipts  0/s");
            peer.stop();
            terminal.await("0 receipts  trying again: c");
            peer.holdReceipts(false);
            peer.start();

            String screen = terminal.await("exit code 1\n$");
            assertThat(screen)
                    .startsWith("line 1000 was not stored: for a reason\n"
                            + "[####################] 100%  1000 sent  999 receipts")
                    .doesNotContain("again");
            assertThat(screen.lines()).hasSize(4);
        }
    }

    private static RunningProcess start(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(SwitchboardProcess.launcher().toString(), "send"));
        command.addAll(List.of(arguments));
        return RunningProcess.start(command, Map.of("SWITCHBOARD_AS_BUILT", "1"));
    }

    private static String numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> "message " + i + "\n").collect(Collectors.joining());
    }
}
