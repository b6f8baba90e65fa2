package dev.switchboard.posix;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A UDP socket that this process has open, for what the JDK cannot ask of it.
public final class OwnUdpSocket {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final int SO_PROTOCOL = 38;
    private static final int IPPROTO_UDP = 17;

    private OwnUdpSocket() {}

    /// Gives each socket bound to this address a receive buffer that may be larger than `net.core.rmem_max` allows. The
    /// socket must stay open meanwhile.
    ///
    /// Source: `socket(7)`, `SO_RCVBUFFORCE`.
    ///
    /// @param bytes the kernel takes twice as much, for what it needs beside
    /// @return whether there is such a socket
    /// @throws PosixException `EPERM` without the privilege `CAP_NET_ADMIN`
    /// @throws IOException when the process's descriptors cannot be listed
    public static boolean forceReceiveBuffer(InetSocketAddress local, int bytes) throws IOException {
        boolean found = false;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path each : all) {
                int fd = Integer.parseInt(each.getFileName().toString());
                if (isBound(fd, local)) {
                    SocketCalls.option(fd, SocketCalls.SOL_SOCKET, SocketCalls.SO_RCVBUFFORCE, bytes);
                    found = true; // and on: addresses of two interfaces may look the same
                }
            }
            return found;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static boolean isBound(int fd, InetSocketAddress local) {
        try {
            return SocketCalls.number(fd, SocketCalls.SOL_SOCKET, SO_PROTOCOL) == IPPROTO_UDP
                    && local.equals(SocketCalls.localAddress(fd));
        } catch (PosixException e) {
            return false; // no socket, or closed meanwhile
        }
    }
}
