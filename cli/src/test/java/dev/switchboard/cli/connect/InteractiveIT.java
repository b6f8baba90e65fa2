package dev.switchboard.cli.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.testkit.Tmux;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The prompt on a real terminal: a person types, a server answers, and either of them leaves.
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InteractiveIT {
    private static final String CLOSED = "* server closed the connection";

    @TempDir
    private Path directory;

    private ServerSocket listener;
    private Tmux terminal;

    @BeforeEach
    void start() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        App.script(directory);
        terminal = Tmux.shell(directory, 100, 30);
    }

    @AfterEach
    void stop() throws IOException {
        terminal.close();
        listener.close();
    }

    @Test
    @Tag("T2")
    void aServerThatClosesIsNoticedWhileNothingIsTyped() throws Exception {
        connect().close();

        terminal.await(CLOSED);
        assertShellIsBackAfter(0);
    }

    @Test
    @Tag("T2")
    void aServerThatIsKilledIsNoticedWithAHalfTypedLine() throws Exception {
        Process server = HoldingServer.start();
        try {
            connect("localhost:" + server.inputReader().readLine());
            terminal.type("half a li");
            terminal.await("> half a li");
            server.destroyForcibly();

            terminal.await("> half a li\n" + CLOSED);
            assertShellIsBackAfter(0);
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void aServerThatClosesIsNoticedWhileTheHistoryIsSearched() throws Exception {
        try (Socket peer = connect()) {
            terminal.enter("something to find");
            terminal.await("> something to find\n>");
            terminal.press("C-r");
            terminal.await("bck-i-search");
            peer.shutdownOutput();

            terminal.await(CLOSED);
            assertShellIsBackAfter(0);
        }
    }

    @Test
    @Tag("T1")
    void whatArrivesIsShownAboveTheHalfTypedLine() throws Exception {
        try (Socket peer = connect()) {
            terminal.type("half ");
            terminal.await("> half");
            send(peer, "pushed one\npushed two\n");
            terminal.await("pushed one\npushed two\n> half");
            terminal.enter("and whole");

            assertThat(receive(peer, "half and whole\n".length())).isEqualTo("half and whole\n");
            terminal.await("pushed two\n> half and whole\n>");
        }
    }

    @Test
    void aLineWithoutAnEndIsShownWhenNothingFollows() throws Exception {
        try (Socket peer = connect()) {
            send(peer, "Name: ");
            terminal.await("Name:\n>");
        }
    }

    @Test
    void whatWouldControlTheTerminalIsShownHarmless() throws Exception {
        try (Socket peer = connect()) {
            send(peer, "\u001b[2J\u001b]0;title\u0007 \u009b31m \u202etxet\r\n");
            peer.getOutputStream().write(new byte[] {'o', (byte) 0xff, 'k', '\n'});

            terminal.await("^[[2J^[]0;title^G \\x9b31m \\u202etxet\no\\xffk\n>");
            terminal.await("* connected to");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/quit", "C-d", "C-c"})
    @Tag("T2")
    void leavingHalfClosesAndShowsWhatStillArrives(String typed) throws Exception {
        try (Socket peer = connect()) {
            if (typed.startsWith("C-")) {
                terminal.press(typed);
            } else {
                terminal.enter(typed);
            }
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
            send(peer, "last words\n");
            peer.shutdownOutput();

            terminal.await("last words");
            assertShellIsBackAfter(0);
            assertThat(terminal.screen()).doesNotContain(CLOSED);
        }
    }

    @Test
    void leavingDoesNotWaitForAServerThatNeverCloses() throws Exception {
        try (Socket _ = connect()) {
            terminal.press("C-d");

            assertShellIsBackAfter(0);
        }
    }

    @Test
    void aResetIsOneLineAndExitCode1() throws Exception {
        try (Socket peer = connect()) {
            peer.setSoLinger(true, 0);
        }
        terminal.await("connection to localhost:" + listener.getLocalPort() + " lost: Connection reset by peer");
        assertShellIsBackAfter(1);
    }

    @Test
    void aLineIsSentAsItIsTypedInAnyLocale() throws Exception {
        String line = " it's  \"half quoted, !! \\ # größer €";
        terminal.enter("export LC_ALL=C");
        try (Socket peer = connect()) {
            terminal.type("a");
            terminal.press("Tab");
            terminal.enter(line);

            String sent = "a\t" + line + "\n";
            assertThat(receive(peer, sent.getBytes(UTF_8).length)).isEqualTo(sent);
        }
    }

    @Test
    void canBeStoppedAndContinuedWithAHalfTypedLine() throws Exception {
        try (Socket peer = connect()) {
            terminal.type("half ");
            terminal.await("> half");
            terminal.press("C-z");
            terminal.awaitScreen("the shell", screen -> screen.contains("Stopped") && screen.endsWith("$"));
            terminal.enter("clear; fg");
            terminal.await("\n> half");
            terminal.enter("and whole");

            assertThat(receive(peer, "half and whole\n".length())).isEqualTo("half and whole\n");
        }
    }

    @Test
    void leavesWhenNeitherSideSendsForTheTimeGiven() throws Exception {
        connect("-w 500ms localhost:" + listener.getLocalPort());

        terminal.await("* nothing sent or received for 500ms, leaving");
        assertShellIsBackAfter(0);
    }

    private Socket connect() throws IOException {
        connect("localhost:" + listener.getLocalPort());
        return listener.accept();
    }

    private void connect(String arguments) {
        terminal.enter("clear; ./connect " + arguments + "; echo exit code $?");
        terminal.awaitScreen(
                "the prompt", screen -> screen.contains("* connected to localhost:") && screen.contains("\n>"));
    }

    private void assertShellIsBackAfter(int exitCode) {
        terminal.await("\nexit code " + exitCode + "\n$");
        terminal.enter("stty -a | grep -o ' [-]*icanon\\| [-]*echo\\b'");
        terminal.await("\n icanon\n echo\n$");
    }

    private static void send(Socket peer, String text) throws IOException {
        peer.getOutputStream().write(text.getBytes(UTF_8));
    }

    private static String receive(Socket peer, int length) throws IOException {
        return new String(peer.getInputStream().readNBytes(length), UTF_8);
    }
}
