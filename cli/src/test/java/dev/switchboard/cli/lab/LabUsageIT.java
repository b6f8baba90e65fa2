package dev.switchboard.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.testkit.Command;
import dev.switchboard.testkit.Command.Result;
import dev.switchboard.testkit.RunningProcess;
import dev.switchboard.testkit.SwitchboardProcess;
import dev.switchboard.testkit.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LabUsageIT {
    @Test
    void listPrintsEveryExperimentWithItsQuestion() throws IOException {
        Result result = SwitchboardProcess.run("lab", "list").assertSucceeded();
        assertThat(result.out()).contains("close-states\n    Which states ");
    }

    @Test
    void aloneItSaysWhatToDo() throws IOException {
        Result result = SwitchboardProcess.run("lab");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("switchboard: say what to do: list or run");
    }

    @Test
    void anUnknownExperimentIsWrongUsageAndTheOthersAreNamed() throws IOException {
        Result result = SwitchboardProcess.run("lab", "run", "closestates");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .contains("there is no experiment 'closestates'")
                .contains("close-states");
    }

    @Test
    void anUnknownModelIsWrongUsage() throws IOException {
        Result result = SwitchboardProcess.run("lab", "run", "close-states", "--model", "threads");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("not 'threads'").contains("virtual");
    }

    @Test
    void aModelThatMakesNoDifferenceIsNotTakenInSilence() throws IOException {
        Result result = SwitchboardProcess.run("lab", "run", "bind", "--model", "pool");
        assertThat(result.out())
                .startsWith("the model makes no difference to bind: it runs once, under virtual\nbind · Linux ");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void aFileThatCannotBeWrittenIsKnownBeforeAnythingRuns() throws IOException {
        Result result = SwitchboardProcess.run("lab", "run", "close-states", "--json", "/nowhere/report.json");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo("switchboard: cannot write /nowhere/report.json: there is no such directory\n");
        assertThat(result.out()).isEmpty();
    }

    @Test
    @Tag("root")
    void nothingIsLeftOfARunThatWasInterrupted() throws Exception {
        List<String> command = List.of(SwitchboardProcess.launcher().toString(), "lab", "run", "close-states");
        try (RunningProcess run = RunningProcess.start(command, Map.of("SWITCHBOARD_AS_BUILT", "1"))) {
            String namespace = "-" + run.pid() + "-";
            Until.holds(
                    "a cable", () -> Command.run("ip", "netns", "list").out().contains(namespace));
            List<ProcessHandle> parties =
                    ProcessHandle.of(run.pid()).orElseThrow().descendants().toList();
            assertThat(parties).isNotEmpty();
            run.signal("TERM");
            run.awaitExit();
            assertThat(parties).noneMatch(ProcessHandle::isAlive);
            assertThat(Command.run("ip", "netns", "list").out()).doesNotContain(namespace);
        }
    }

    @Test
    void nothingIsLeftOfARunThatWasToldToEndWhileItsServerStarts() throws Exception {
        List<String> command = List.of(SwitchboardProcess.launcher().toString(), "lab", "run", "ports");
        try (RunningProcess run = RunningProcess.start(command, Map.of("SWITCHBOARD_AS_BUILT", "1"))) {
            ProcessHandle lab = ProcessHandle.of(run.pid()).orElseThrow();
            Until.holds("a server that starts", () -> serverOf(lab).isPresent());
            ProcessHandle server = serverOf(lab).orElseThrow();
            run.signal("TERM");
            run.awaitExit();
            Until.holds("its end", () -> !server.isAlive());
        }
    }

    private static Optional<ProcessHandle> serverOf(ProcessHandle lab) {
        return lab.children().filter(LabUsageIT::serves).findFirst();
    }

    private static boolean serves(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
                    .contains("\0serve\0");
        } catch (IOException e) {
            return false; // it has just ended
        }
    }
}
