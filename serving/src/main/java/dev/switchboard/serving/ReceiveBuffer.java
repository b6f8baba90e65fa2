package dev.switchboard.serving;

import dev.switchboard.posix.OwnUdpSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;

/// What the kernel keeps of datagrams until a UDP listener receives them: enough for one that gets no processor for a
/// while, if the kernel gives what is asked for.
final class ReceiveBuffer {
    private static final int RECEIVE_BUFFER_BYTES = 32 * 1024 * 1024;

    private ReceiveBuffer() {}

    /// Asks for a large one; the kernel gives what `net.core.rmem_max` allows.
    static void ask(DatagramChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
    }

    /// Takes more than is allowed for a socket that is bound, where the process has the privilege.
    static void force(DatagramChannel channel) throws IOException {
        if (channel.getOption(StandardSocketOptions.SO_RCVBUF) < RECEIVE_BUFFER_BYTES) {
            InetSocketAddress local = (InetSocketAddress) channel.getLocalAddress();
            try {
                OwnUdpSocket.forceReceiveBuffer(local, RECEIVE_BUFFER_BYTES);
            } catch (IOException e) {
                // Without the privilege, or without /proc, it stays as it is.
            }
        }
    }
}
