package dev.switchboard.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.serving.Model;
import dev.switchboard.testkit.Command.Result;
import dev.switchboard.testkit.Namespaces;
import dev.switchboard.testkit.SwitchboardProcess;
import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A listener that cannot be had: one line that names it, exit code 1, and no other listener left.
class CannotListenIT {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @ParameterizedTest
    @EnumSource
    void aPortThatIsTakenIsNamedAndNoOtherListenerIsLeft(Model model) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
            int free = freePort();
            Result result = SwitchboardProcess.run(
                    "serve", "--model", model.word(), "-l", "echo:" + free, "-l", "echo:" + taken.getLocalPort());
            assertFailed(result, "127.0.0.1:" + taken.getLocalPort(), "Address already in use");
            Assertions.assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> Client.connect(free));
        }
    }

    @Test
    void aUdpPortThatIsTakenIsNamed() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
            Result result = SwitchboardProcess.run("serve", "-l", "echo:0", "-l", "echo/udp:" + taken.getLocalPort());
            assertFailed(result, "127.0.0.1:" + taken.getLocalPort(), "Address already in use");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAddressOfAnotherMachineIsNamed(Model model) throws Exception {
        Result result = SwitchboardProcess.run("serve", "-l", "echo:192.0.2.1:0,model=" + model.word());
        assertFailed(result, "192.0.2.1:0", "Cannot assign requested address");
    }

    @Test
    void aHostThatIsNotKnownIsNamed() throws Exception {
        Result result = SwitchboardProcess.run("serve", "-l", "echo:0", "-l", "echo:no-such-host.invalid:0");
        assertFailed(result, "no-such-host.invalid:0", "Name or service not known");
    }

    /// In a namespace of its own, for a machine may give service ports to everyone.
    @ParameterizedTest
    @EnumSource
    @Tag("root")
    void aServicePortWithoutPermissionIsNamed(Model model) throws Exception {
        try (Namespaces namespaces = Namespaces.open()) {
            List<String> unprivileged = new ArrayList<>(namespaces.near());
            unprivileged.addAll(List.of("setpriv", "--bounding-set=-net_bind_service"));
            Result result = SwitchboardProcess.runUnder(
                    unprivileged, "serve", "-l", "echo:0", "-l", "echo:80,model=" + model.word());
            assertFailed(result, "127.0.0.1:80", "Permission denied");
        }
    }

    private static void assertFailed(Result result, String address, String why) {
        assertThat(result.err()).isEqualTo("switchboard: cannot listen on %s: %s\n".formatted(address, why));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
            return socket.getLocalPort();
        }
    }
}
