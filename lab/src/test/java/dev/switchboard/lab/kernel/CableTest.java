package dev.switchboard.lab.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Party;
import dev.switchboard.posix.TcpState;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Tag("root")
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class CableTest {
    private static final Party SERVER = new Party("server", Party.Side.SERVER);
    private static final Party CLIENT = new Party("A", Party.Side.CLIENT);

    @Test
    void whatIsSentWhileItIsCutIsSentAgainAndArrivesWhenItIsMended() throws Exception {
        assertThat(Cable.problem()).isEmpty();
        Entries entries = new Entries();
        long origin = System.nanoTime();
        try (Cable cable = Cable.open();
                ServerSocket listening = cable.near().namespace().call(() -> new ServerSocket(0));
                Wire wire = Wire.start(cable.near().namespace(), origin, entries);
                Watch watch = Watch.start(cable.far().namespace(), origin, entries)) {
            int port = listening.getLocalPort();
            wire.follow(port);
            InetSocketAddress at = new InetSocketAddress(cable.near().address(), port);
            Socket client = cable.far().namespace().call(() -> new Socket(at.getAddress(), port));
            int from = client.getLocalPort();
            watch.own((InetSocketAddress) client.getLocalSocketAddress(), CLIENT);
            try (client;
                    Socket server = listening.accept()) {
                cable.cut();
                client.getOutputStream().write(new byte[10]);
                entries.awaitEnd(from, port, entry -> entry.sendQueue() == 10 && entry.retransmits() >= 1);
                cable.mend();
                assertThat(server.getInputStream().readNBytes(10)).hasSize(10);
                entries.awaitEnd(from, port, entry -> entry.sendQueue() == 0 && entry.retransmits() == 0);
            }
            wire.close();
            assertThat(wire.problem()).isEmpty();
            assertThat(entries.of(Entry.Segment.class))
                    .extracting(Entry.Segment::flags)
                    .startsWith("SYN", "SYN ACK", "ACK");
            assertThat(entries.of(Entry.Segment.class))
                    .filteredOn(segment -> segment.length() == 10)
                    .hasSizeGreaterThan(1);
        }
    }

    @Test
    void nothingGetsThroughAtFullLossAndAllAtNone() throws Exception {
        Entries entries = new Entries();
        try (Cable cable = Cable.open();
                ServerSocket listening = cable.near().namespace().call(() -> new ServerSocket(0));
                Watch watch = Watch.start(cable.far().namespace(), System.nanoTime(), entries)) {
            int port = listening.getLocalPort();
            watch.own(port, SERVER);
            watch.ownProcess(ProcessHandle.current().pid(), CLIENT);
            cable.loss(100);
            InetSocketAddress at = new InetSocketAddress(cable.near().address(), port);
            // A plain Socket is made only when it connects, and then where its thread is.
            try (SocketChannel client = cable.far().namespace().call(SocketChannel::open)) {
                Thread connecting = Thread.ofPlatform().start(() -> connect(client, at));
                awaitSynSentAgain(entries, port);
                cable.loss(0);
                connecting.join();
                assertThat(client.isConnected()).isTrue();
            }
            assertThatThrownBy(() -> cable.loss(101)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static void connect(SocketChannel client, InetSocketAddress at) {
        try {
            client.connect(at);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitSynSentAgain(Entries entries, int port) {
        await().until(() -> entries.of(Entry.Kernel.class).stream()
                .anyMatch(entry -> entry.peer().getPort() == port
                        && entry.state() == TcpState.SYN_SENT
                        && entry.retransmits() > 0));
    }

    @Test
    void aSettingOfOneEndIsThatEndsOnly() throws Exception {
        try (Cable cable = Cable.open()) {
            cable.near().set("net.ipv4.tcp_retries2", "5");
            cable.far().set("net.ipv4.tcp_retries2", "7");
            assertThat(cable.near().settings().number("net.ipv4.tcp_retries2")).hasValue(5L);
            assertThat(cable.far().settings().number("net.ipv4.tcp_retries2")).hasValue(7L);
            assertThat(KernelSettings.read().number("net.ipv4.tcp_retries2")).isNotEqualTo(5L);
            assertThatThrownBy(() -> cable.near().set("net.ipv4.no_such_setting", "1"))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aCableThatIsClosedWhileItIsMadeLeavesNothing() throws Exception {
        Cable cable = new Cable("sblab-" + ProcessHandle.current().pid() + "-0");
        Thread making = Thread.ofPlatform().start(() -> makeOrNot(cable));
        await().pollInterval(Duration.ofMillis(1))
                .until(() -> Files.exists(cable.near().namespace().file()));
        cable.close();
        making.join();
        assertThat(cable.near().namespace().file()).doesNotExist();
        assertThat(cable.far().namespace().file()).doesNotExist();
        assertThatThrownBy(cable::make).hasMessage("closed while it was made");
        assertThat(cable.near().namespace().file()).doesNotExist();
    }

    private static void makeOrNot(Cable cable) {
        try {
            cable.make();
        } catch (IOException e) {
            assertThat(e).hasMessage("closed while it was made");
        }
    }

    @Test
    void closeRemovesTheNamespacesAndTheNextCableThoseOfADeadProcess() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        String stale = "sblab-" + dead.pid() + "-1-near";
        Program.run("", List.of("ip", "netns", "add", stale));
        CableEnd near;
        try (Cable cable = Cable.open()) {
            near = cable.near();
            assertThat(near.namespace().file()).exists();
            assertThat(Path.of("/run/netns", stale)).doesNotExist();
            Program.run(
                    "", Stream.concat(near.prefix().stream(), Stream.of("true")).toList());
        }
        assertThat(Files.exists(near.namespace().file())).isFalse();
    }
}
