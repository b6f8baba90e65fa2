package dev.switchboard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.switchboard.protocol.Peer;
import dev.switchboard.protocol.Protocol;
import dev.switchboard.protocol.Session;
import dev.switchboard.serving.Model;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class SwitchboardStartTest {
    @Test
    void portZeroBecomesAnyFreePortInTheOrderOfTheListeners() throws IOException {
        int free = Exchange.freePort();
        try (Switchboard server = start("echo:0", "echo/udp:0", "ticker:" + free)) {
            assertThat(server.addresses())
                    .extracting(InetSocketAddress::getPort)
                    .doesNotContain(0);
            assertThat(server.addresses().get(2))
                    .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), free));
            assertThat(server.listeners())
                    .extracting(listener -> listener.protocol() + "/" + listener.transport())
                    .containsExactly("echo/tcp", "echo/udp", "ticker/tcp");
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyListenerIsServed(Model model) throws IOException {
        String options = ",stamp=none," + Exchange.lean(model);
        try (Switchboard server = start("echo:0" + options, "echo:0,framing=line" + options)) {
            assertThat(Exchange.tcp(server.addresses().get(0), "hello")).isEqualTo("hello");
            assertThat(Exchange.tcp(server.addresses().get(1), "hello")).isEqualTo("hello\n");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTakenPortIsNamedAndTheListenersBeforeItAreReleased(Model model) throws IOException {
        int first = Exchange.freePort();
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            assertThatIOException()
                    .isThrownBy(() -> start("echo:" + first + ",model=" + model.word(), "echo:" + taken.getLocalPort()))
                    .withMessage("cannot listen on 127.0.0.1:%d: Address already in use", taken.getLocalPort());
        }
        assertThat(Exchange.isFree(first)).isTrue();
    }

    @Test
    void aTakenUdpPortIsNamedAndTheUdpListenerBeforeItIsReleased() throws IOException {
        int first;
        try (DatagramSocket free = new DatagramSocket(0)) {
            first = free.getLocalPort();
        }
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))) {
            assertThatIOException()
                    .isThrownBy(() -> start("echo/udp:" + first, "echo/udp:" + taken.getLocalPort()))
                    .withMessageContaining("cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
        try (DatagramSocket again =
                new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), first))) {
            assertThat(again.getLocalPort()).isEqualTo(first);
        }
    }

    @Test
    void twoListenersOfOneServerCannotShareAPort() throws IOException {
        int port = Exchange.freePort();
        assertThatIOException()
                .isThrownBy(() -> start("echo:" + port, "ticker:" + port))
                .withMessageContaining("127.0.0.1:" + port);
        assertThat(Exchange.isFree(port)).isTrue();
    }

    @Test
    void anAddressThatIsNotOursIsNamed() {
        assertThatIOException()
                .isThrownBy(() -> start("echo:192.0.2.1:2012"))
                .withMessage("cannot listen on 192.0.2.1:2012: Cannot assign requested address");
    }

    @Test
    void aNameThatNobodyKnowsIsNamed() {
        assertThatIOException()
                .isThrownBy(() -> start("echo:[1:2]:2012"))
                .withMessage("cannot listen on [1:2]:2012: Name or service not known");
    }

    /// A defect in one listener must not leave another one half-started.
    @Test
    void aListenerThatFailsUnexpectedlyLeavesNoneOpen() throws IOException {
        int first = Exchange.freePort();
        TcpSettings settings = TcpSettings.take(new SpecOptions("broken", List.of()), Model.VIRTUAL);
        ListenerSpec broken = new ListenerSpec.Tcp("broken:0", HostPort.parse("0"), false, new Broken(), settings);
        ServerConfig config = new ServerConfig(
                List.of(ListenerSpec.parse("echo:" + first, Model.VIRTUAL), broken),
                Duration.ZERO,
                Storage.standard(),
                event -> {});
        assertThatIllegalStateException()
                .isThrownBy(() -> Switchboard.start(config))
                .withMessage("no name");
        assertThat(Exchange.isFree(first)).isTrue();
    }

    private static final class Broken implements Protocol {
        @Override
        public String name() {
            throw new IllegalStateException("no name");
        }

        @Override
        public Session open(Peer peer) {
            throw new IllegalStateException("no session");
        }
    }

    private static Switchboard start(String... listeners) throws IOException {
        return Switchboard.start(
                ServerConfig.of(listeners).withGrace(Duration.ZERO).withEvents(event -> {}));
    }
}
