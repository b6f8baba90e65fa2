package dev.switchboard.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnUdpSocketTest {
    private static final Path ALLOWED = Path.of("/proc/sys/net/core/rmem_max");

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "0.0.0.0", "::"})
    void withPrivilegeTheBufferIsLargerThanOthersAreAllowed(String host) throws Exception {
        int wanted = Integer.parseInt(Files.readString(ALLOWED).strip()) + 65_536;
        InetAddress address = InetAddress.ofLiteral(host);
        StandardProtocolFamily family =
                address instanceof Inet4Address ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
        try (DatagramChannel socket = DatagramChannel.open(family);
                DatagramChannel other = DatagramChannel.open(family);
                ServerSocketChannel stream = ServerSocketChannel.open(family)) {
            socket.bind(new InetSocketAddress(address, 0));
            other.bind(new InetSocketAddress(address, 0));
            InetSocketAddress local = (InetSocketAddress) socket.getLocalAddress();
            stream.bind(local);
            int before = socket.getOption(StandardSocketOptions.SO_RCVBUF);
            int streams = stream.getOption(StandardSocketOptions.SO_RCVBUF);

            boolean forced = forced(local, wanted);

            int after = socket.getOption(StandardSocketOptions.SO_RCVBUF);
            assertThat(after).isEqualTo(forced ? wanted : before);
            assertThat(other.getOption(StandardSocketOptions.SO_RCVBUF)).isEqualTo(before);
            assertThat(stream.getOption(StandardSocketOptions.SO_RCVBUF)).isEqualTo(streams);
        }
    }

    @Test
    void anAddressThatNoneIsBoundTo() throws Exception {
        InetSocketAddress local;
        try (DatagramChannel socket = DatagramChannel.open()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            local = (InetSocketAddress) socket.getLocalAddress();
        }
        assertThat(OwnUdpSocket.forceReceiveBuffer(local, 65_536)).isFalse();
    }

    /// False without the privilege.
    private static boolean forced(InetSocketAddress local, int bytes) throws Exception {
        try {
            assertThat(OwnUdpSocket.forceReceiveBuffer(local, bytes)).isTrue();
            return true;
        } catch (PosixException e) {
            assertThat(e.errno()).isEqualTo(Errno.EPERM);
            return false;
        }
    }
}
