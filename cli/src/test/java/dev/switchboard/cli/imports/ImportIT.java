package dev.switchboard.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.testkit.Command;
import dev.switchboard.testkit.LinesPeer;
import dev.switchboard.testkit.RunningProcess;
import dev.switchboard.testkit.SwitchboardProcess;
import dev.switchboard.testkit.Tmux;
import dev.switchboard.testkit.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `switchboard import` as a process.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ImportIT {
    @TempDir
    private Path directory;

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
    void filesAreSentInTheOrderGivenWhateverTheirNames() throws Exception {
        Path gzip = Imported.gzip(file("a"), "three\nfour");
        Imported.append(gzip, Imported.gzip(file("more"), " and a half\r\n/five\n"));
        Path zstd = Imported.zstd(file("b.gz"), "six\n");
        Imported.append(zstd, Imported.zstd(file("again"), "\nseven"));
        Path plain = Imported.plain(file("c.zst"), "one\r\n//two\n");
        try (RunningProcess run = start("--to", "old", plain.toString(), gzip.toString(), zstd.toString(), "-")) {
            run.type("eight\nlast");
            run.endInput();

            assertThat(run.awaitExit()).as(run.err()).isZero();
            assertThat(run.out() + run.err()).isEmpty();
        }
        assertThat(peer.texts())
                .containsExactly(
                        "one", "//two", "three", "four and a half", "/five", "six", "", "seven", "eight", "last");
        assertThat(peer.kept()).allMatch(message -> message.channel().equals("old"));
    }

    @Test
    void withoutAChannelItIsMain() throws Exception {
        assertThat(run(Imported.plain(file("a"), "one\n")).exitCode()).isZero();
        assertThat(peer.kept()).containsExactly(new LinesPeer.Kept("main", "one"));
    }

    @Test
    void aFileThatCannotBeReadIsToldBeforeAnythingIsSent() throws Exception {
        Path good = Imported.plain(file("good"), "one\n");
        Command.Result result = run(good, file("missing"), directory);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo("cannot read %s: No such file or directory\ncannot read %s: Is a directory\n"
                        .formatted(file("missing"), directory));
        assertThat(peer.accepted()).isZero();
    }

    @Test
    void aRefusedLineIsToldWithItsFileAndTheRestGoesOn() throws Exception {
        peer.refuse(line -> line.equals("bad") ? Optional.of("too long") : Optional.empty());
        Path first = Imported.plain(file("first"), "good\n".repeat(3));
        Path second = Imported.plain(file("second"), "good\nbad\ngood\n");
        Command.Result result = run(first, second);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).isEqualTo(second + " line 2 was not stored: too long\n");
        assertThat(peer.texts()).hasSize(5).containsOnly("good");
    }

    @Test
    void aLineThatNobodyTakesIsToldWithItsFile() throws Exception {
        Path file = Imported.gzip(file("long"), "one\n" + "x".repeat(1_100_000) + "\nthree\n");
        Command.Result result = run(file);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).startsWith(file + " line 2 was not stored: longer than the 1048576 bytes");
        assertThat(peer.texts()).containsExactly("one", "three");
    }

    @Test
    void aBrokenFileIsStoredAsFarAsItGoesAndTheNextOnesAreToo() throws Exception {
        Path gzip = Imported.gzip(file("cut.gz"), "one\ntwo\n");
        Imported.append(gzip, Imported.gzip(file("more"), "three\n"));
        Files.write(gzip, Arrays.copyOf(Files.readAllBytes(gzip), (int) Files.size(gzip) - 2));
        Path zstd = Imported.zstd(file("bad.zst"), "four\nfive\n");
        Imported.append(zstd, Imported.plain(file("garbage"), "garbage"));
        Path nothing = Files.write(file("nothing.gz"), new byte[] {0x1f, (byte) 0x8b, 8});
        Command.Result result = run(gzip, zstd, nothing, Imported.plain(file("good"), "six\n"));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo(gzip + ": it ends too early; its first 3 lines were stored"),
                        line -> assertThat(line).startsWith(zstd + ": ").endsWith("; its first 2 lines were stored"),
                        line -> assertThat(line).isEqualTo(nothing + ": it ends too early; nothing of it was stored"));
        assertThat(peer.texts()).containsExactly("one", "two", "three", "four", "five", "six");
    }

    @Test
    void aServerThatStaysAwayIsOneLineThatSaysHowFarItCame() throws Exception {
        Path first = Imported.plain(file("first"), "one\ntwo\n");
        try (RunningProcess run = start("--retry", "500ms", first.toString(), "-")) {
            Until.holds("stored", () -> peer.texts().size() == 2);
            peer.stop();
            run.type("three\nfour\n");

            assertThat(run.awaitExit()).isEqualTo(1);
            assertThat(run.err())
                    .matches("cannot connect to " + peer.address()
                            + ": Connection refused; 2 lines have their receipt, [12] have none, the first of them "
                            + "standard input line 1, and what follows was not sent\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--to two/words x", "--retry soon x", "--server here x", "- -", "--nothing x"})
    void aWrongCommandLineIsOneClearLineAndAHint(String arguments) throws Exception {
        try (RunningProcess run = Imported.start(arguments.isEmpty() ? new String[0] : arguments.split(" "))) {
            assertThat(run.awaitExit()).isEqualTo(2);
            assertThat(run.errLines())
                    .hasSize(2)
                    .satisfiesExactly(
                            wrong -> assertThat(wrong)
                                    .startsWith("switchboard: ")
                                    .doesNotContain("Exception"),
                            hint -> assertThat(hint).isEqualTo("try 'switchboard import --help'"));
        }
    }

    @Test
    void aTerminalShowsHowFarItIs() throws Exception {
        Imported.gzip(file("a"), "message\n".repeat(500));
        Imported.plain(file("b"), "message\n".repeat(500));
        peer.holdReceipts(true);
        try (Tmux terminal = Tmux.shell(directory, 100, 20)) {
            terminal.enter("clear; SWITCHBOARD_AS_BUILT=1 " + SwitchboardProcess.launcher() + " import --server "
                    + peer.address() + " a b; echo exit code $?");
            terminal.await("[####################] 100%  0 receipts  0/s");
            peer.holdReceipts(false);

            assertThat(terminal.await("exit code 0\n$"))
                    .startsWith("[####################] 100%  1000 receipts")
                    .doesNotContain("left");
        }
    }

    private Path file(String name) {
        return directory.resolve(name);
    }

    private RunningProcess start(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("--server", peer.address()));
        all.addAll(List.of(arguments));
        return Imported.start(all.toArray(String[]::new));
    }

    private Command.Result run(Path... files) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("import", "--server", peer.address()));
        Arrays.stream(files).map(Path::toString).forEach(arguments::add);
        return SwitchboardProcess.run(arguments.toArray(String[]::new));
    }
}
