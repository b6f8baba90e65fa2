package dev.switchboard.cli.relp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.serving.Model;
import dev.switchboard.testkit.SwitchboardProcess;
import dev.switchboard.testkit.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// rsyslog's `omrelp` at a `relp` listener.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OmrelpIT {
    private static final int LINES = 1_000;
    private static final int TEXT_COLUMN = 4;
    private static final String CLOSED = "connection closed .* protocol=relp .* reason=";

    @TempDir
    private Path data;

    @TempDir
    private Path rsyslogs;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROCESS")
    void everyLineIsStoredInOrderAndTheSessionEndsInGoodOrder(Model model) throws Exception {
        List<String> lines = lines(LINES);
        try (SwitchboardProcess server = serve("relp:0,model=" + model.word());
                Rsyslog rsyslog = Rsyslog.sending(rsyslogs, file(lines), server.port(0))) {
            awaitStored(server, lines.getLast());
            rsyslog.stop();
            server.awaitLog(CLOSED + "peer-closed .*");
            assertThat(stored()).isEqualTo(lines);
        }
    }

    @Test
    void longLinesAreStoredWhole() throws Exception {
        List<String> lines =
                IntStream.range(0, 40).mapToObj(i -> i + "x".repeat(i * 1_500)).toList();
        try (SwitchboardProcess server = serve("relp:0");
                Rsyslog rsyslog = Rsyslog.sending(rsyslogs, file(lines), server.port(0))) {
            awaitStored(server, lines.getLast());
            rsyslog.stop();
            assertThat(stored()).isEqualTo(lines);
        }
    }

    @Test
    void aServerThatStopsWhileItIsSentToAndComesBackHasEachLineOnce() throws Exception {
        List<String> lines = lines(LINES);
        SwitchboardProcess server = serve("relp:0");
        int port = server.port(0);
        try (Rsyslog rsyslog = Rsyslog.sending(rsyslogs, file(lines), port)) {
            awaitStored(server, lines.getFirst());
            server.signal("TERM");
            assertThat(server.awaitExit()).isZero();
            assertThat(server.log(CLOSED + "server-stopped .*")).hasSize(1);
            assertThat(stored()).hasSizeLessThan(LINES);
            server = serve("relp:" + port);
            awaitStored(server, lines.getLast());
            rsyslog.stop();
            assertThat(stored()).isEqualTo(lines);
        } finally {
            server.close();
        }
    }

    private SwitchboardProcess serve(String listener) throws IOException {
        return SwitchboardProcess.serve("-l", listener, "--print", "--data", data.toString());
    }

    private static List<String> lines(int count) {
        return IntStream.range(0, count).mapToObj(i -> "line " + i).toList();
    }

    private Path file(List<String> lines) throws IOException {
        return Files.write(rsyslogs.resolve("sent"), lines);
    }

    private static void awaitStored(SwitchboardProcess server, String line) {
        Until.holds(line, () -> server.out().contains(" " + line + "\n"));
    }

    /// What was sent, without what rsyslog puts before it: priority, time, host and tag.
    private List<String> stored() throws IOException {
        return SwitchboardProcess.run("journal", "dump", "--channel", "syslog", data.toString())
                .assertSucceeded()
                .out()
                .lines()
                .map(line -> line.split("\t", -1)[TEXT_COLUMN].replaceFirst("^<133>\\S+ \\S+ door ", ""))
                .toList();
    }
}
