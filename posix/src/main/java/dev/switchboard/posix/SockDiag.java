package dev.switchboard.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Asks the kernel about TCP connections of this machine without touching their descriptors, so also about
/// those that belong to the JDK or to a child process. Linux only, needs no privilege, sees the network
/// namespace in which it was opened.
///
/// A question for one connection takes some microseconds. A list takes a fraction of a millisecond (0.35 ms
/// with the kernel's usual table of 262,144 places, which is walked twice) and some microseconds for each
/// socket in it. None waits for the network. Any thread; questions run one at a time.
///
/// Source: `sock_diag(7)`.
public final class SockDiag implements AutoCloseable {
    private static final int AF_NETLINK = 16;
    private static final int NETLINK_SOCK_DIAG = 4;
    private static final int ANSWER_BYTES_MAX = 8192;
    private static final int DUMP_BYTES_MAX = 32 * 1024;

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
    /// @param peer the other end; the family's wildcard with port 0 to ask for the listening socket
    /// @return null when there is no such connection, or the kernel has no `tcp_diag`
    /// @throws PosixException when the kernel refuses
    /// @throws IllegalStateException after close
    public synchronized @Nullable TcpInfo query(InetSocketAddress local, InetSocketAddress peer) throws PosixException {
        requireOpen();
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

    /// All TCP sockets, or those with one of these ports at either end: listening ones, those that wait in
    /// `TIME_WAIT`, connections not yet accepted. The list is not of one moment: a socket that changes
    /// meanwhile may be missing or appear twice.
    ///
    /// @param ports none for all; with more than 1,000 it costs as much as all
    /// @throws PosixException when the kernel refuses, or has no `tcp_diag` (`ENOENT`)
    /// @throws IllegalStateException after close
    public List<TcpSocket> listTcp(int... ports) throws PosixException {
        return dump(InetDump.IPPROTO_TCP, InetDump::tcpSocket, ports);
    }

    /// All UDP sockets, or those with one of these ports at either end, as [#listTcp].
    public List<UdpSocket> listUdp(int... ports) throws PosixException {
        return dump(InetDump.IPPROTO_UDP, InetDump::udpSocket, ports);
    }

    private synchronized <T> List<T> dump(byte protocol, Function<ByteBuffer, T> read, int... ports)
            throws PosixException {
        requireOpen();
        List<T> sockets = new ArrayList<>();
        Set<Integer> wanted = Arrays.stream(ports).boxed().collect(Collectors.toSet());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment room = arena.allocate(DUMP_BYTES_MAX, Long.BYTES);
            for (short family : new short[] {SocketAddresses.AF_INET, SocketAddresses.AF_INET6}) {
                sequence++;
                byte[] request = InetDump.request(sequence, family, protocol, ports);
                SocketCalls.send(fd, arena.allocateFrom(ValueLayout.JAVA_BYTE, request));
                boolean more;
                do {
                    // Each receive lets the kernel go on with the list, so there is nothing to wait for either.
                    int length = SocketCalls.receive(fd, room, SocketCalls.MSG_DONTWAIT);
                    ByteBuffer part = room.asSlice(0, length).asByteBuffer();
                    more = InetDump.eachMessage(part, sequence, message -> {
                        if (InetDump.hasAny(message, wanted)) {
                            sockets.add(read.apply(message));
                        }
                    });
                } while (more);
            }
        }
        return sockets;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("closed");
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
