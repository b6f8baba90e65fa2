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
    ///
    /// @return what the socket has then, in bytes; 0 when it is closed
    static int force(DatagramChannel channel) {
        try {
            if (channel.getOption(StandardSocketOptions.SO_RCVBUF) < RECEIVE_BUFFER_BYTES) {
                demand((InetSocketAddress) channel.getLocalAddress());
            }
            return channel.getOption(StandardSocketOptions.SO_RCVBUF);
        } catch (IOException closed) {
            return 0;
        }
    }

    private static void demand(InetSocketAddress local) {
        try {
            OwnUdpSocket.forceReceiveBuffer(local, RECEIVE_BUFFER_BYTES);
        } catch (IOException | LinkageError e) {
            // Without the privilege, without /proc, or where native calls are denied, it stays as it is.
        }
    }
}
