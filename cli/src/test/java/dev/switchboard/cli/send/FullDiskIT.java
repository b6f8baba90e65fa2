package dev.switchboard.cli.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.cli.lines.SmallDisk;
import dev.switchboard.testkit.RunningProcess;
import dev.switchboard.testkit.SwitchboardProcess;
import dev.switchboard.testkit.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `switchboard send` to a server whose disk is really full, and then is not.
@Tag("root")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FullDiskIT {
    private static final int LINES = 60_000;
    private static final String FULL = " does not store: the disk is full: free some space and send again; ";

    @TempDir
    private Path directory;

    private SmallDisk disk;

    @BeforeEach
    void mount() throws IOException {
        disk = new SmallDisk(directory, "24m");
    }

    @AfterEach
    void unmount() throws IOException {
        disk.close();
    }

    @Test
    void whatWasSentWhileItWasFullIsStoredOnceAndInOrder() throws Exception {
        List<String> lines = IntStream.range(0, LINES)
                .mapToObj(i -> "line " + i + " " + "x".repeat(100))
                .toList();
        try (SwitchboardProcess server =
                SwitchboardProcess.serve("-l", "lines:0", "--data", disk.data().toString())) {
            disk.leaveNothingFree();
            String address = "127.0.0.1:" + server.port(0);
            try (RunningProcess send = send(address)) {
                CompletableFuture<Void> typing = typing(send, String.join("\n", lines));
                Until.holds("said", () -> send.err().endsWith("\n"));
                disk.makeRoom();
                typing.join();

                assertThat(send.awaitExit()).as(send.err()).isZero();
                assertThat(send.err()).isEqualTo(address + FULL + "trying again\n");
            }
            assertThat(disk.stored("main")).isEqualTo(lines);
        }
    }

    @Test
    void whatHasItsReceiptWhenItIsGivenUpIsWhatIsStored() throws Exception {
        try (SwitchboardProcess server =
                SwitchboardProcess.serve("-l", "lines:0", "--data", disk.data().toString())) {
            disk.leaveNothingFree();
            String address = "127.0.0.1:" + server.port(0);
            try (RunningProcess send = send(address, "--retry", "1s")) {
                CompletableFuture<Void> _ = typing(send, ("x".repeat(1_000) + "\n").repeat(20_000));

                assertThat(send.awaitExit()).isEqualTo(1);
                assertThat(send.errLines()).hasSize(2);
                assertThat(send.errLines().getLast())
                        .startsWith(address + FULL + disk.stored("main").size() + " lines have their receipt, ");
            }
        }
    }

    private static RunningProcess send(String address, String... options) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(SwitchboardProcess.launcher().toString(), "send", address));
        command.addAll(List.of(options));
        return RunningProcess.start(command, Map.of("SWITCHBOARD_AS_BUILT", "1"));
    }

    /// Types all and ends the input; a sender that waits lets its typist wait.
    private static CompletableFuture<Void> typing(RunningProcess send, String text) {
        return CompletableFuture.runAsync(() -> {
            try {
                send.type(text);
                send.endInput();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
