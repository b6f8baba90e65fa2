package dev.switchboard.cli.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.testkit.LinesPeer;
import dev.switchboard.testkit.RunningProcess;
import dev.switchboard.testkit.SwitchboardProcess;
import dev.switchboard.testkit.Tmux;
import dev.switchboard.testkit.Until;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `switchboard tail` as a process.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TailIT {
    private static final int SIGINT_EXIT = 130;

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
    void printsWhatComesFromNowOnAndEndsQuietly() throws Exception {
        peer.publish("main", "before");
        try (RunningProcess tail = start("main", peer.address())) {
            awaitListening(1);
            peer.publish("other", "not meant");
            peer.publish("main", "raw \u001b[31m\r");
            peer.publish("main", "");
            Until.holds("printed", () -> tail.out().equals("raw \u001b[31m\r\n\n"));
            tail.signal("INT");

            assertThat(tail.awaitExit()).isEqualTo(SIGINT_EXIT);
            assertThat(tail.err()).isEmpty();
        }
    }

    @Test
    void beginsAtTheStartOrAtAnOffsetAndPrintsTheWholeDelivery() throws Exception {
        peer.publish("main", "zero");
        peer.publish("main", "one");
        try (RunningProcess all = start("main", "--from", "start", peer.address());
                RunningProcess one = start("--long", "--from=1", "main", peer.address())) {
            Until.holds("all", () -> all.out().equals("zero\none\n"));
            Until.holds("one", () -> one.out().equals("<main #1 2026-11-21T12:00:00.123Z 127.0.0.1:50123> one\n"));
        }
    }

    @Test
    void goesOnWhereItWasAndSaysSo() throws Exception {
        try (RunningProcess tail = start("main", "--from", "0", peer.address())) {
            awaitListening(1);
            peer.publish("main", "zero");
            Until.holds("zero", () -> tail.out().equals("zero\n"));
            peer.say("! messages #5 to #9 are damaged in the journal");
            peer.say("* server is stopping");
            Until.holds("problem", () -> tail.errLines().size() == 1);
            peer.stop();
            peer.publish("main", "one");
            Until.holds("noticed", () -> tail.errLines().size() == 2);
            peer.start();
            Until.holds("one", () -> tail.out().equals("zero\none\n"));
            Until.holds("back", () -> tail.errLines().size() == 3);

            assertThat(tail.errLines())
                    .containsExactly(
                            "messages #5 to #9 are damaged in the journal",
                            peer.address() + " is stopping; connecting again",
                            "connected again");
        }
    }

    @Test
    void endsWhenNobodyReadsItsOutput() throws Exception {
        try (RunningProcess tail = RunningProcess.start(
                List.of(
                        "sh",
                        "-c",
                        "(\"$0\" tail main --from start \"$1\"; echo exit code $? >&2) | head -1",
                        SwitchboardProcess.launcher().toString(),
                        peer.address()),
                Map.of("SWITCHBOARD_AS_BUILT", "1"))) {
            peer.publish("main", "zero");
            Until.holds("zero", () -> tail.out().equals("zero\n"));
            Until.holds("ended", () -> {
                peer.publish("main", "more");
                return !tail.err().isEmpty();
            });

            assertThat(tail.awaitExit()).isZero();
            assertThat(tail.err()).isEqualTo("exit code 0\n");
        }
    }

    @Test
    void aRefusalIsOneLineAndExitCode1() throws Exception {
        peer.refuse(line -> Optional.of("the journal ends at #3"));
        try (RunningProcess tail = start("main", "--from", "7", peer.address())) {
            assertThat(tail.awaitExit()).isEqualTo(1);
            assertThat(tail.err()).isEqualTo("cannot listen to main: the journal ends at #3\n");
        }
    }

    @Test
    void nobodyToConnectToIsOneLineAndExitCode1() throws Exception {
        peer.stop();
        try (RunningProcess tail = start("main", peer.address())) {
            assertThat(tail.awaitExit()).isEqualTo(1);
            assertThat(tail.err()).isEqualTo("cannot connect to " + peer.address() + ": Connection refused\n");
        }
    }

    @Test
    void whatWouldControlTheTerminalIsShownHarmless(@TempDir Path directory) throws Exception {
        peer.publish("main", "\u001b[2J\u009b31m\r");
        peer.publish("main", "next");
        try (Tmux terminal = Tmux.shell(directory, 100, 20)) {
            terminal.enter("clear; SWITCHBOARD_AS_BUILT=1 " + SwitchboardProcess.launcher() + " tail main --from start "
                    + peer.address());
            terminal.await("^[[2J\\x9b31m^M\nnext");
            terminal.press("C-c");
            terminal.await("\n^C$");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a/b", "main --from soon", "main --from -2", "main --from 99999999999999999999", "main here"})
    void aWrongCommandLineIsOneClearLineAndAHint(String arguments) throws Exception {
        try (RunningProcess tail = start(arguments.split(" "))) {
            assertThat(tail.awaitExit()).isEqualTo(2);
            assertThat(tail.errLines())
                    .hasSize(2)
                    .satisfiesExactly(
                            wrong -> assertThat(wrong)
                                    .startsWith("switchboard: ")
                                    .doesNotContain("Exception"),
                            hint -> assertThat(hint).isEqualTo("try 'switchboard tail --help'"));
        }
    }

    private void awaitListening(int times) {
        Until.holds("listening", () -> peer.commands().size() == times);
    }

    private static RunningProcess start(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(SwitchboardProcess.launcher().toString(), "tail"));
        command.addAll(List.of(arguments));
        return RunningProcess.start(command, Map.of("SWITCHBOARD_AS_BUILT", "1"));
    }
}
