package dev.switchboard.cli.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.testkit.RunningProcess;
import dev.switchboard.testkit.SwitchboardProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Files that are imported while the server is killed and comes back, again and again.
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KilledWhileImportingIT {
    private static final int FILE_LINES = 60_000;
    private static final int LAST_LINES = 1_000;
    private static final int SILENCE_MILLIS_MAX = 60_000;
    private static final List<Integer> KILLED_AT = List.of(100, 40_000, 90_000, 170_000);

    @TempDir
    private Path directory;

    @Test
    void everyLineIsStoredOnceAndInOrder() throws Exception {
        Path data = directory.resolve("data");
        Path plain = Imported.plain(directory.resolve("plain"), lines(0, FILE_LINES));
        Path gzip = Imported.gzip(directory.resolve("gzip"), lines(FILE_LINES, FILE_LINES));
        Path zstd = Imported.zstd(directory.resolve("zstd"), lines(2 * FILE_LINES, FILE_LINES));
        SwitchboardProcess server = serve(data, 0);
        int port = server.port(0);
        try (RunningProcess run = Imported.start(
                "--server", "127.0.0.1:" + port, plain.toString(), gzip.toString(), zstd.toString(), "-")) {
            for (int killedAt : KILLED_AT) {
                awaitStored(port, killedAt);
                server.signal("KILL");
                server.close();
                server = serve(data, port);
            }
            run.type(lines(3 * FILE_LINES, LAST_LINES));
            run.endInput();

            assertThat(run.awaitExit()).as(run.err()).isZero();
            assertThat(run.err()).isEmpty();
        } finally {
            server.close();
        }
        assertThat(stored(data))
                .isEqualTo(lines(0, 3 * FILE_LINES + LAST_LINES).lines().toList());
    }

    private static SwitchboardProcess serve(Path data, int port) throws IOException {
        return SwitchboardProcess.serve("-l", "lines:" + port, "--data", data.toString());
    }

    /// Waits until so many messages are stored in the channel, by listening to it from its beginning.
    private static void awaitStored(int port, int count) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                BufferedReader lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
            socket.setSoTimeout(SILENCE_MILLIS_MAX);
            socket.getOutputStream().write("/listen main 0\n".getBytes(UTF_8));
            for (int i = 0; i <= count; i++) {
                assertThat(lines.readLine()).isNotNull();
            }
        }
    }

    private static String lines(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> "line " + i + "\n")
                .collect(Collectors.joining());
    }

    private static List<String> stored(Path data) throws IOException {
        return SwitchboardProcess.run("journal", "dump", "--channel", "main", data.toString())
                .assertSucceeded()
                .out()
                .lines()
                .map(line -> line.substring(line.lastIndexOf('\t') + 1))
                .toList();
    }
}
