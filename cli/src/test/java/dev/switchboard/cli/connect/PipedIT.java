package dev.switchboard.cli.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@SuppressWarnings("try") // closing in the middle is what is tested
class PipedIT {
    private ServerSocket listener;
    private String address;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        address = "localhost:" + listener.getLocalPort();
    }

    @AfterEach
    void stopListening() throws IOException {
        listener.close();
        threads.shutdownNow();
    }

    @Test
    void sendsInputHalfClosesAndPrintsRepliesUntilTheServerCloses() throws Exception {
        try (Running connect = new Running(address).type("question\n");
                Socket peer = listener.accept()) {
            assertThat(peer.getInputStream().readAllBytes()).asString(UTF_8).isEqualTo("question\n");
            peer.getOutputStream().write("raw \u001b[31m\r\nanswer".getBytes(UTF_8));
            peer.shutdownOutput();

            assertThat(connect.printed()).isEqualTo("raw \u001b[31m\r\nanswer");
            assertThat(connect.said()).isEmpty();
            assertThat(connect.exitCode()).isZero();
        }
    }

    @Test
    void aLargeInputComesBackFromAnEchoServerInConstantMemory() throws Exception {
        byte[] megabyte = new byte[1 << 20];
        new Random(2012).nextBytes(megabyte);
        int megabytes = 64;
        Future<?> echoing = threads.submit(() -> echo(listener.accept()));

        try (Running connect = new Running(List.of("-Xmx16m"), address)) {
            Future<?> writing = threads.submit(() -> {
                try (OutputStream input = connect.input()) {
                    for (int i = 0; i < megabytes; i++) {
                        input.write(megabyte);
                    }
                }
                return null;
            });
            MessageDigest expected = MessageDigest.getInstance("SHA-256");
            MessageDigest printed = MessageDigest.getInstance("SHA-256");
            for (int i = 0; i < megabytes; i++) {
                expected.update(megabyte);
                printed.update(connect.output().readNBytes(megabyte.length));
            }

            assertThat(connect.output().read()).isEqualTo(-1);
            writing.get();
            echoing.get();
            assertThat(HexFormat.of().formatHex(printed.digest()))
                    .isEqualTo(HexFormat.of().formatHex(expected.digest()));
            assertThat(connect.exitCode()).isZero();
        }
    }

    @Test
    @Tag("T2")
    void endsWhenTheServerClosesWhileInputIsIdle() throws Exception {
        try (Running connect = new Running(address);
                Socket peer = listener.accept()) {
            peer.getOutputStream().write("bye\n".getBytes(UTF_8));
            peer.shutdownOutput();

            assertThat(connect.exitCode()).isZero();
            assertThat(connect.printed()).isEqualTo("bye\n");
        }
    }

    @Test
    void endsWhenNobodyReadsItsOutput() throws Exception {
        try (Running connect = new Running(address);
                Socket peer = listener.accept()) {
            Future<?> flooding = threads.submit(() -> flood(peer));
            assertThat(connect.output().readNBytes(10)).hasSize(10);
            connect.output().close();

            assertThat(connect.exitCode()).isZero();
            assertThat(connect.said()).isEmpty();
            flooding.cancel(true);
        }
    }

    @Test
    void aResetIsOneLineAndExitCode1() throws Exception {
        try (Running connect = new Running(address);
                Socket peer = listener.accept()) {
            peer.setSoLinger(true, 0);
            peer.close();

            assertThat(connect.exitCode()).isEqualTo(1);
            assertThat(connect.said()).isEqualTo("connection to " + address + " lost: Connection reset by peer\n");
        }
    }

    @Test
    void leavesWhenNeitherSideSendsForTheTimeGiven() throws Exception {
        try (Running connect = new Running("-w", "300ms", address);
                Socket peer = listener.accept()) {
            peer.getOutputStream().write("once".getBytes(UTF_8));

            assertThat(connect.exitCode()).isZero();
            assertThat(connect.printed()).isEqualTo("once");
        }
    }

    @Test
    @Tag("T1")
    void connectsFromThePortGiven() throws Exception {
        int port = freePort();
        try (Running connect = new Running("-p", String.valueOf(port), address).type("");
                Socket peer = listener.accept()) {
            assertThat(peer.getPort()).isEqualTo(port);
            peer.close();
            assertThat(connect.exitCode()).isZero();
        }
        String taken = "127.0.0.1:" + listener.getLocalPort();
        try (Running connect = new Running("-p", taken, address)) {
            assertThat(connect.exitCode()).isEqualTo(1);
            assertThat(connect.said()).isEqualTo("cannot bind " + taken + ": Address already in use\n");
        }
    }

    @Test
    @Tag("T2")
    void saysWhyItCannotConnect() throws Exception {
        listener.close();
        try (Running connect = new Running(address)) {
            assertThat(connect.exitCode()).isEqualTo(1);
            assertThat(connect.said()).isEqualTo("cannot connect to " + address + ": Connection refused\n");
            assertThat(connect.printed()).isEmpty();
        }
    }

    @Test
    void triesEveryAddressOfAHost(@TempDir Path directory) throws Exception {
        Path hosts = Files.writeString(directory.resolve("hosts"), "127.0.0.2 twofold\n127.0.0.1 twofold\n");
        String twofold = "twofold:" + listener.getLocalPort();
        try (Running connect = new Running(List.of("-Djdk.net.hosts.file=" + hosts), twofold).type("")) {
            listener.accept().close();

            assertThat(connect.exitCode()).isZero();
        }
    }

    @Test
    void loadsNoTerminalLibrary(@TempDir Path directory) throws Exception {
        Path log = directory.resolve("classes");
        try (Running connect = new Running(List.of("-Xlog:class+load:file=" + log), address).type("");
                Socket peer = listener.accept()) {
            peer.close();
            assertThat(connect.exitCode()).isZero();
        }
        assertThat(Files.readString(log))
                .contains("dev.switchboard.cli.connect.Piped")
                .doesNotContain("org.jline");
    }

    private static Void echo(Socket peer) throws IOException {
        try (peer) {
            peer.getInputStream().transferTo(peer.getOutputStream());
        }
        return null;
    }

    private static Void flood(Socket peer) throws IOException {
        while (true) {
            peer.getOutputStream().write(new byte[10_000]);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
