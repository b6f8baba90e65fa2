package dev.switchboard.posix;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// The bytes of one question about a TCP socket and of its answer.
///
/// Source: `sock_diag(7)`, `netlink(7)`, Linux `uapi/linux/inet_diag.h` and `uapi/linux/tcp.h`.
final class InetDiag {
    static final int REQUEST_BYTES = 72;

    private static final short SOCK_DIAG_BY_FAMILY = 20;
    private static final short NLM_F_REQUEST = 1;
    private static final short NLMSG_ERROR = 2;
    private static final byte IPPROTO_TCP = 6;
    static final byte INET_DIAG_INFO = 2;
    private static final int HOST_BYTES = 16;
    private static final long NO_COOKIE = -1L;

    private static final int SEQUENCE = 8;
    private static final int BODY = 16;
    private static final int STATE = BODY + 1;
    private static final int RETRANSMITS = BODY + 3;
    private static final int PORTS = BODY + 4;
    private static final int RECEIVE_QUEUE = BODY + 56;
    private static final int SEND_QUEUE = BODY + 60;
    private static final int ATTRIBUTES = BODY + 72;
    private static final int ATTRIBUTE_HEADER_BYTES = 4;

    private InetDiag() {}

    /// Asks for the one socket with these two ends. The kernel also finds an IPv6 socket by its IPv4 addresses when it
    /// carries IPv4, as most of the JDK's do.
    static void writeRequest(ByteBuffer out, int sequence, InetSocketAddress local, InetSocketAddress peer) {
        out.order(ByteOrder.nativeOrder()).clear();
        out.putInt(REQUEST_BYTES).putShort(SOCK_DIAG_BY_FAMILY).putShort(NLM_F_REQUEST);
        out.putInt(sequence).putInt(0);
        out.put((byte) SocketAddresses.family(peer)).put(IPPROTO_TCP);
        out.put((byte) (1 << (INET_DIAG_INFO - 1))).put((byte) 0).putInt(-1);
        putPort(out, local.getPort());
        putPort(out, peer.getPort());
        putHost(out, local);
        putHost(out, peer);
        // A link-local address is only complete with its interface.
        out.putInt(peer.getAddress() instanceof Inet6Address inet6 ? inet6.getScopeId() : 0);
        out.putLong(NO_COOKIE).flip();
    }

    private static void putPort(ByteBuffer out, int port) {
        out.put((byte) (port >> 8)).put((byte) port);
    }

    private static void putHost(ByteBuffer out, InetSocketAddress address) {
        byte[] host = address.getAddress().getAddress();
        out.put(host).put(new byte[HOST_BYTES - host.length]);
    }

    static boolean answers(ByteBuffer in, int sequence) {
        return in.order(ByteOrder.nativeOrder()).getInt(SEQUENCE) == sequence;
    }

    /// Reads the answer; null when there is no such socket.
    ///
    /// @throws PosixException for any other refusal
    static @Nullable TcpInfo readAnswer(ByteBuffer in, InetSocketAddress peer) throws PosixException {
        in.order(ByteOrder.nativeOrder());
        if (in.getShort(4) == NLMSG_ERROR) {
            int errno = -in.getInt(BODY);
            if (errno == Errno.ENOENT) {
                return null;
            }
            throw new PosixException("sock_diag", errno);
        }
        int peerPort = (Byte.toUnsignedInt(in.get(PORTS + 2)) << 8) | Byte.toUnsignedInt(in.get(PORTS + 3));
        // Without such a connection the kernel offers the listener that would take it.
        return peerPort == peer.getPort() ? info(in) : null;
    }

    /// What one message says; `in` begins with its header.
    static TcpInfo info(ByteBuffer in) {
        ByteBuffer tcp = attribute(in, INET_DIAG_INFO);
        return new TcpInfo(
                TcpState.of(in.get(STATE)),
                // A connection that is only asked for has no tcp_info, but its answer may be sent again, too.
                tcp.hasRemaining() ? byteAt(tcp, 2) : Byte.toUnsignedInt(in.get(RETRANSMITS)),
                byteAt(tcp, 3),
                byteAt(tcp, 4),
                intAt(tcp, 24),
                intAt(tcp, 100),
                intAt(tcp, 68),
                intAt(tcp, 44),
                intAt(tcp, 52),
                intAt(tcp, 56),
                intAt(tcp, 144),
                intAt(in, RECEIVE_QUEUE),
                intAt(in, SEND_QUEUE));
    }

    /// An attribute of a message: a structure that grows with the kernel's version; empty when there is none.
    static ByteBuffer attribute(ByteBuffer in, short wanted) {
        int end = Math.min(in.limit(), in.getInt(0));
        int at = ATTRIBUTES;
        while (at + ATTRIBUTE_HEADER_BYTES <= end) {
            int length = Short.toUnsignedInt(in.getShort(at));
            if (length < ATTRIBUTE_HEADER_BYTES || at + length > end) {
                break;
            }
            if (in.getShort(at + 2) == wanted) {
                return in.slice(at + ATTRIBUTE_HEADER_BYTES, length - ATTRIBUTE_HEADER_BYTES)
                        .order(ByteOrder.nativeOrder());
            }
            at += (length + 3) & ~3;
        }
        return ByteBuffer.allocate(0);
    }

    private static int byteAt(ByteBuffer in, int offset) {
        return offset < in.limit() ? Byte.toUnsignedInt(in.get(offset)) : 0;
    }

    static long intAt(ByteBuffer in, int offset) {
        return offset + Integer.BYTES <= in.limit() ? Integer.toUnsignedLong(in.getInt(offset)) : 0;
    }
}
