package dev.switchboard.server.lines;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The kernel's table of TCP sockets, see proc(5).
final class SocketTable {
    private static final int LOCAL_FIELD = 1;
    private static final int REMOTE_FIELD = 2;
    private static final int QUEUES_FIELD = 4;
    private static final int HEX = 16;

    private SocketTable() {}

    /// Bytes that were written to a socket and that the other kernel has not acknowledged.
    static long unacknowledged(SocketChannel socket) throws IOException {
        String local = port(socket.getLocalAddress());
        String remote = port(socket.getRemoteAddress()); // the local port alone may be an older connection's too
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/self/net/" + table))) {
                String[] fields = line.strip().split("\\s+", -1);
                if (fields[LOCAL_FIELD].endsWith(local) && fields[REMOTE_FIELD].endsWith(remote)) {
                    String queues = fields[QUEUES_FIELD];
                    return Long.parseLong(queues.substring(0, queues.indexOf(':')), HEX);
                }
            }
        }
        throw new IllegalStateException("not in the kernel's table: " + socket);
    }

    private static String port(SocketAddress address) {
        return ":%04X".formatted(((InetSocketAddress) address).getPort());
    }
}
