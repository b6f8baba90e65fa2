package dev.switchboard.cli.relp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.cli.lines.Talk;
import dev.switchboard.testkit.SwitchboardProcess;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A server that is killed at random moments while rsyslog sends to it, and started again on the same port
/// and directory. A failing run is repeated with the seed that it prints: `-Dkill.seed=…`.
@Timeout(value = 900, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KilledRelpServerIT {
    private static final System.Logger LOG = System.getLogger(KilledRelpServerIT.class.getName());
    private static final long SEED = Long.getLong("kill.seed", System.nanoTime());

    /// omrelp holds back what does not fill a segment (TCP_CORK), up to 200 ms, even when its window is full
    /// and it waits for answers. A segment of the loopback interface holds 64 KiB, so a window must be larger
    /// than that.
    private static final String PADDING = "x".repeat(560);

    @TempDir
    private Path data;

    @TempDir
    private Path rsyslogs;

    private final Random random = new Random(SEED);
    /// The highest number stored so far; what comes first comes in order.
    private int last = -1;
    private int twice;

    @Test
    void noLineIsLostAndFewAreStoredTwice() throws Exception {
        sendAcrossKills(50_000, 2);
    }

    @Test
    @Tag("nightly")
    void norOfAMillion() throws Exception {
        sendAcrossKills(1_000_000, 5);
    }

    private void sendAcrossKills(int lines, int kills) throws Exception {
        SwitchboardProcess server = serve(0);
        int port = server.port(0);
        try (Rsyslog rsyslog = Rsyslog.sending(rsyslogs, file(lines), port)) {
            for (int kill = 0; kill < kills; kill++) {
                int part = lines / kills;
                follow(server, kill * part + random.nextInt(part - part / 10) + 1);
                server.signal("KILL");
                server.awaitExit();
                server.close();
                server = serve(port);
            }
            follow(server, lines - 1);
            rsyslog.stop();
            server.signal("TERM");
            assertThat(server.awaitExit()).isZero();
            server = serve(port);
            verify(server, lines, kills);
            LOG.log(System.Logger.Level.INFO, "{0} lines, {1} kills: {2} stored twice", lines, kills, twice);
        } catch (Throwable e) {
            throw new AssertionError("with -Dkill.seed=" + SEED, e);
        } finally {
            server.close();
        }
    }

    private SwitchboardProcess serve(int port) throws IOException {
        return SwitchboardProcess.serve("-l", "relp:" + port, "-l", "lines:0", "--data", data.toString());
    }

    /// Returns as soon as this line is delivered.
    private static void follow(SwitchboardProcess server, int line) throws IOException {
        try (Talk listener = Talk.with(server.port(1))) {
            listener.send("/listen syslog 0\n");
            listener.expect("* listening to syslog from #0");
            while (number(listener.delivery()) < line) {}
        }
    }

    /// All that is stored is read from the beginning, up to a mark.
    private void verify(SwitchboardProcess server, int lines, int kills) throws IOException {
        String mark = "the end";
        try (Talk listener = Talk.with(server.port(1));
                Talk marking = Talk.with(server.port(1))) {
            marking.send("/to syslog\n" + mark + "\n");
            listener.send("/listen syslog 0\n");
            listener.expect("* listening to syslog from #0");
            for (Talk.Shown next = listener.delivery(); !next.text().equals(mark); next = listener.delivery()) {
                look(next);
            }
        }
        assertThat(last).isEqualTo(lines - 1);
        assertThat(twice).isLessThanOrEqualTo(kills * Rsyslog.WINDOW);
    }

    private void look(Talk.Shown stored) {
        int number = number(stored);
        if (number == last + 1) {
            last = number;
        } else if (number <= last && number > last - Rsyslog.WINDOW) {
            twice++;
        } else {
            throw new AssertionError("after line %d came %s".formatted(last, stored));
        }
    }

    private static int number(Talk.Shown stored) {
        return Integer.parseInt(stored.text().substring(stored.text().lastIndexOf(' ') + 1));
    }

    private Path file(int lines) throws IOException {
        Path file = rsyslogs.resolve("sent");
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (int i = 0; i < lines; i++) {
                writer.write(PADDING + " line " + i + "\n");
            }
        }
        return file;
    }
}
