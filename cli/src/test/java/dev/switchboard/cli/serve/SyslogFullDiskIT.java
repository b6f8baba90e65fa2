package dev.switchboard.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.cli.lines.SmallDisk;
import dev.switchboard.testkit.Command;
import dev.switchboard.testkit.SwitchboardProcess;
import dev.switchboard.testkit.Until;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Syslog over TCP to a server whose disk is really full: nobody can be told, so nothing may be lost silently.
@Tag("root")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SyslogFullDiskIT {
    private static final int MESSAGES = 100_000;
    /// A little more than the 4 MiB that the journal has, and less than a connection may be owed besides.
    private static final int MORE_THAN_FIT = 5_000;

    private static final int RECV_QUEUE_COLUMN = 1;

    @TempDir
    private Path directory;

    private SmallDisk disk;

    @BeforeEach
    void mount() throws IOException {
        disk = new SmallDisk(directory, "32m");
    }

    @AfterEach
    void unmount() throws IOException {
        disk.close();
    }

    @Test
    void whatWasSentWhileItWasFullIsStoredOnceAndInOrder() throws Exception {
        List<String> messages = IntStream.range(0, MESSAGES)
                .mapToObj(i -> "<13>message " + i + " " + "x".repeat(100))
                .toList();
        byte[] stream = (String.join("\n", messages) + "\n").getBytes(StandardCharsets.US_ASCII);
        try (SwitchboardProcess server =
                SwitchboardProcess.serve("-l", "syslog:0", "--data", disk.data().toString())) {
            disk.leaveNothingFree();
            try (Socket socket = connect(server)) {
                CompletableFuture<Void> sending = sending(socket, stream);
                server.awaitLog("journal refuses messages .*");
                disk.makeRoom();
                sending.join();
                assertThat(socket.getInputStream().read()).isNegative(); // the end comes when all is stored
            }
            assertThat(disk.stored("syslog")).isEqualTo(messages);
        }
    }

    @Test
    void whatIsNotStoredWhenTheServerStopsIsCounted() throws Exception {
        try (SwitchboardProcess server =
                SwitchboardProcess.serve("-l", "syslog:0", "--data", disk.data().toString(), "--grace", "100ms")) {
            disk.leaveNothingFree();
            try (Socket socket = connect(server)) {
                byte[] message = ("<13>" + "x".repeat(995) + "\n").getBytes(StandardCharsets.US_ASCII);
                OutputStream out = socket.getOutputStream();
                for (int i = 0; i < MORE_THAN_FIT; i++) {
                    out.write(message);
                }
                socket.shutdownOutput();
                server.awaitLog("journal refuses messages .*");
                Until.holds("all is read", () -> hasReadAll(server));
                server.signal("TERM");
                assertThat(server.awaitExit()).isZero();
                int stored = disk.stored("syslog").size();
                assertThat(server.log())
                        .anyMatch(line -> line.matches("messages lost sender=127\\.0\\.0\\.1:" + socket.getLocalPort()
                                + " count=" + (MORE_THAN_FIT - stored) + " problem=\"the disk is full.*"));
            }
        }
    }

    /// Whether the server has read all that came by its connection, the end included.
    private static boolean hasReadAll(SwitchboardProcess server) throws IOException {
        String queue =
                Command.run("ss", "-tnH", "src", "127.0.0.1:" + server.port(0)).out();
        return queue.strip().split(" +", -1)[RECV_QUEUE_COLUMN].equals("0");
    }

    private static Socket connect(SwitchboardProcess server) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.port(0));
    }

    private static CompletableFuture<Void> sending(Socket socket, byte[] stream) {
        return CompletableFuture.runAsync(() -> {
            try {
                socket.getOutputStream().write(stream);
                socket.shutdownOutput();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
