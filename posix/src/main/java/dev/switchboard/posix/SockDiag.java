package dev.switchboard.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import org.jspecify.annotations.Nullable;

/// Asks the kernel about TCP connections of this machine without touching their descriptors, so also about those that
/// belong to the JDK or to a child process. Linux only, needs no privilege, sees the network namespace in which
/// it was opened.
///
/// One question takes some microseconds and never waits for the network. Any thread; questions run one at a time.
///
/// Source: `sock_diag(7)`.
public final class SockDiag implements AutoCloseable {
    private static final int AF_NETLINK = 16;
    private static final int NETLINK_SOCK_DIAG = 4;
    private static final int ANSWER_BYTES_MAX = 8192;

    private final int fd;
    private int sequence;
    private boolean closed;

    private SockDiag(int fd) {
        this.fd = fd;
    }

    /// Opens one netlink socket for many questions.
    ///
    /// @throws PosixException `EPROTONOSUPPORT` when the kernel was built without it, `EMFILE`, `ENFILE`
    public static SockDiag open() throws PosixException {
        return new SockDiag(SocketCalls.socket(AF_NETLINK, SocketCalls.SOCK_RAW, NETLINK_SOCK_DIAG));
    }

    /// What the kernel knows of the connection between these two ends, as `local` sees it.
    ///
    /// @param local this end's exact address, not the wildcard
    /// @param peer the other end
    /// @return null when there is no such connection, or the kernel has no `tcp_diag`
    /// @throws PosixException when the kernel refuses
    /// @throws IllegalStateException after close
    public synchronized @Nullable TcpInfo query(InetSocketAddress local, InetSocketAddress peer) throws PosixException {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        if (local.isUnresolved() || peer.isUnresolved()) {
            throw new UnresolvedAddressException();
        }
        if (SocketAddresses.family(local) != SocketAddresses.family(peer)) {
            return null;
        }
        try (Arena arena = Arena.ofConfined()) {
            sequence++;
            MemorySegment request = arena.allocate(InetDiag.REQUEST_BYTES, Long.BYTES);
            InetDiag.writeRequest(request.asByteBuffer(), sequence, local, peer);
            SocketCalls.send(fd, request);
            MemorySegment room = arena.allocate(ANSWER_BYTES_MAX, Long.BYTES);
            ByteBuffer answer;
            do {
                // The kernel answers inside send(), so there is nothing to wait for.
                int length = SocketCalls.receive(fd, room, SocketCalls.MSG_DONTWAIT);
                answer = room.asSlice(0, length).asByteBuffer();
            } while (!InetDiag.answers(answer, sequence));
            return InetDiag.readAnswer(answer, peer);
        }
    }

    /// Frees the socket. A second close does nothing.
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            Descriptors.closeOwned(fd);
        }
    }
}
