package dev.switchboard.cli.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.testkit.Tmux;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A terminal on one side only, and datagrams at the prompt.
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TerminalMixIT {
    @TempDir
    private Path directory;

    private Tmux terminal;

    @BeforeEach
    void start() throws IOException {
        App.script(directory);
        terminal = Tmux.shell(directory, 100, 30);
    }

    @AfterEach
    void stop() {
        terminal.close();
    }

    @Test
    void pipedInputWithTheTerminalAsOutputIsShownHarmless() throws Exception {
        try (ServerSocket listener = listen()) {
            terminal.enter("clear; echo hi | ./connect :" + listener.getLocalPort() + "; echo exit code $?");
            try (Socket peer = listener.accept()) {
                assertThat(peer.getInputStream().readAllBytes()).asString(UTF_8).isEqualTo("hi\n");
                peer.getOutputStream().write("\u001b[31mred\r\n".getBytes(UTF_8));
            }
            terminal.await("^[[31mred\nexit code 0\n$");
        }
    }

    @Test
    void theTerminalAsInputWithPipedOutputHasNoPrompt() throws Exception {
        Path output = directory.resolve("output");
        try (ServerSocket listener = listen()) {
            terminal.enter("clear; ./connect :" + listener.getLocalPort() + " > output; echo exit code $?");
            try (Socket peer = listener.accept()) {
                terminal.enter("typed");
                assertThat(peer.getInputStream().readNBytes(6)).asString(UTF_8).isEqualTo("typed\n");
                terminal.press("C-d");
                assertThat(peer.getInputStream().read()).isEqualTo(-1);
                peer.getOutputStream().write("raw\u001b\n".getBytes(UTF_8));
            }
            terminal.await("exit code 0\n$");
        }
        assertThat(Files.readString(output)).isEqualTo("raw\u001b\n");
    }

    @Test
    @Tag("T5")
    void datagramsAtThePrompt() throws Exception {
        try (DatagramSocket peer = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            terminal.enter("clear; ./connect -u :" + peer.getLocalPort() + "; echo exit code $?");
            terminal.await("(UDP)\n>");
            terminal.enter("hello");
            DatagramPacket packet = new DatagramPacket(new byte[100], 100);
            peer.receive(packet);
            assertThat(packet.getLength()).isEqualTo("hello".length());
            peer.send(packet);
            terminal.await("> hello\nhello\n>");
            terminal.enter("/quit");
            terminal.await("exit code 0\n$");
        }
    }

    @Test
    void aClosedPortIsToldAtThePromptToo() throws Exception {
        int port;
        try (DatagramSocket peer = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = peer.getLocalPort();
        }
        terminal.enter("clear; ./connect -u :" + port + "; echo exit code $?");
        terminal.await("(UDP)\n>");
        terminal.enter("anybody?");
        terminal.await("cannot connect to localhost:" + port + ": Connection refused\nexit code 1\n$");
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }
}
