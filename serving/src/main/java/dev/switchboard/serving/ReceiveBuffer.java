package dev.switchboard.serving;

import dev.switchboard.posix.OwnUdpSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;

/// What the kernel keeps of datagrams until a UDP listener receives them. A listener that gets no processor for a tenth
/// of
/// a second must not lose what came meanwhile.
final class ReceiveBuffer {
    private static final int BYTES = 32 * 1024 * 1024;

    private ReceiveBuffer() {}

    /// Asks for a large one for a bound socket: with privilege what it asks for, else what `net.core.rmem_max` allows.
    static void enlarge(DatagramChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, BYTES);
        if (channel.getOption(StandardSocketOptions.SO_RCVBUF) < BYTES) {
            try {
                OwnUdpSocket.forceReceiveBuffer((InetSocketAddress) channel.getLocalAddress(), BYTES);
            } catch (IOException e) {
                // Without privilege it stays as it is.
            }
        }
    }
}
