package dev.switchboard.posix;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ListeningSocketTest {
    private static final InetSocketAddress ANY_PORT = At.address("127.0.0.1", 0);

    @Test
    void aPortInUseIsSaidInWords() throws Exception {
        try (ListeningSocket first = ListeningSocket.open(ANY_PORT, 1)) {
            int port = first.localAddress().getPort();
            assertThatThrownBy(() -> ListeningSocket.open(first.localAddress(), 1))
                    .hasMessage("bind 127.0.0.1:" + port + ": Address already in use")
                    .asInstanceOf(type(PosixException.class))
                    .returns(Errno.EADDRINUSE, PosixException::errno);
        }
        try (ListeningSocket first = ListeningSocket.open(At.address("::1", 0), 1)) {
            int port = first.localAddress().getPort();
            assertThatThrownBy(() -> ListeningSocket.open(first.localAddress(), 1))
                    .hasMessage("bind [::1]:" + port + ": Address already in use");
        }
    }

    @Test
    void anAddressOfAnotherMachineIsRefused() {
        assertThatThrownBy(() -> ListeningSocket.open(At.address("192.0.2.1", 0), 1))
                .hasMessage("bind 192.0.2.1:0: Cannot assign requested address");
        assertThatThrownBy(() -> ListeningSocket.open(InetSocketAddress.createUnresolved("localhost", 0), 1))
                .isInstanceOf(UnresolvedAddressException.class);
    }

    @Test
    void anAcceptedConnectionKnowsBothEnds() throws Exception {
        try (ListeningSocket listening = ListeningSocket.open(At.address("0.0.0.0", 0), 8)) {
            InetSocketAddress server =
                    At.address("127.0.0.1", listening.localAddress().getPort());
            assertThat(listening.localAddress().getAddress()).isEqualTo(InetAddress.ofLiteral("0.0.0.0"));
            try (Socket client = new Socket(server.getAddress(), server.getPort())) {
                Accepted accepted = requireNonNull(listening.accept());
                assertThat(accepted.peer()).isEqualTo(client.getLocalSocketAddress());
                assertThat(accepted.local()).isEqualTo(server);
                Descriptors.close(accepted.fd());
                assertThat(client.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void theIpv6WildcardTakesBothAndShowsIpv4AsIpv4() throws Exception {
        try (ListeningSocket listening = ListeningSocket.open(At.address("::", 0), 8)) {
            int port = listening.localAddress().getPort();
            assertThat(listening.localAddress().getAddress()).isInstanceOf(Inet6Address.class);
            try (Socket client = At.connect("127.0.0.1", port)) {
                Accepted accepted = requireNonNull(listening.accept());
                assertThat(accepted.peer()).isEqualTo(client.getLocalSocketAddress());
                assertThat(accepted.peer().getAddress()).isInstanceOf(Inet4Address.class);
                assertThat(accepted.local().getAddress()).isInstanceOf(Inet4Address.class);
                Descriptors.close(accepted.fd());
            }
            try (Socket client = At.connect("::1", port)) {
                Accepted accepted = requireNonNull(listening.accept());
                assertThat(accepted.peer().getAddress()).isEqualTo(InetAddress.ofLiteral("::1"));
                assertThat(accepted.peer().getPort()).isEqualTo(client.getLocalPort());
                Descriptors.close(accepted.fd());
            }
        }
    }

    @Test
    void theIpv4WildcardIsNotReachedByIpv6() throws Exception {
        try (ListeningSocket listening = ListeningSocket.open(At.address("0.0.0.0", 0), 8)) {
            int port = listening.localAddress().getPort();
            assertThatThrownBy(() -> At.connect("::1", port).close()).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void closeEndsABlockedAcceptAndFreesThePort() throws Exception {
        ListeningSocket listening = ListeningSocket.open(ANY_PORT, 8);
        FutureTask<@Nullable Accepted> accepting = new FutureTask<>(listening::accept);
        Thread thread = Thread.ofPlatform().start(accepting);
        Eventually.inside(thread, "accept");

        listening.close();
        assertThat(accepting.get()).isNull();
        assertThat(listening.accept()).isNull();
        listening.close();
        ListeningSocket.open(listening.localAddress(), 8).close();
    }

    @Test
    void closeAndAcceptMayRace() throws Exception {
        long before = OpenDescriptors.socketsHere();
        for (int i = 0; i < 200; i++) {
            ListeningSocket listening = ListeningSocket.open(ANY_PORT, 8);
            FutureTask<@Nullable Accepted> first = new FutureTask<>(listening::accept);
            FutureTask<@Nullable Accepted> second = new FutureTask<>(listening::accept);
            Thread.ofPlatform().start(first);
            Thread.ofPlatform().start(second);
            listening.close();
            assertThat(first.get()).isNull();
            assertThat(second.get()).isNull();
        }
        assertThat(OpenDescriptors.socketsHere()).isEqualTo(before);
    }

    @Test
    void failuresAndConnectionsLeaveNothingOpen() throws Exception {
        try (ListeningSocket listening = ListeningSocket.open(ANY_PORT, 8)) {
            long before = OpenDescriptors.socketsHere();
            for (int i = 0; i < 100; i++) {
                assertThatThrownBy(() -> ListeningSocket.open(listening.localAddress(), 8))
                        .isInstanceOf(PosixException.class);
                try (Socket client =
                        At.connect("127.0.0.1", listening.localAddress().getPort())) {
                    Descriptors.close(requireNonNull(listening.accept()).fd());
                    assertThat(client.getInputStream().read()).isEqualTo(-1);
                }
            }
            assertThat(OpenDescriptors.socketsHere()).isEqualTo(before);
        }
    }
}
