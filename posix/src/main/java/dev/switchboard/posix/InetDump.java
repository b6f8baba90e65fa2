package dev.switchboard.posix;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import java.util.function.Consumer;

/// The bytes of a question for all sockets of one family, and of the parts of its answer.
///
/// Source: `sock_diag(7)`, `netlink(7)`, Linux `uapi/linux/inet_diag.h`; the filter's rules from
/// `net/ipv4/inet_diag.c`.
final class InetDump {
    static final byte IPPROTO_TCP = 6;
    static final byte IPPROTO_UDP = 17;

    /// Most ports that one question names.
    static final int PORTS_MAX = 1000;

    private static final short SOCK_DIAG_BY_FAMILY = 20;
    private static final short NLM_F_REQUEST_DUMP = 0x301;
    private static final short NLMSG_ERROR = 2;
    private static final short NLMSG_DONE = 3;
    private static final int HEADER_BYTES = 16;

    /// All of [TcpState], but not sockets that are merely bound: a number of their own since Linux 6.8.
    private static final int STATES = 0x1ffe;

    private static final int SOCKET_ID_BYTES = 48;

    private static final short INET_DIAG_REQ_BYTECODE = 1;
    private static final int ATTRIBUTE_HEADER_BYTES = 4;
    private static final byte BC_JMP = 1;
    private static final byte BC_S_EQ = 11;
    private static final byte BC_D_EQ = 12;
    private static final int OP_BYTES = 4;
    private static final int TEST_BYTES = 3 * OP_BYTES;

    private static final byte INET_DIAG_SKMEMINFO = 7;
    private static final int MEMINFO_DROPS = 8 * Integer.BYTES;

    private static final InetSocketAddress NO_INET_PEER =
            new InetSocketAddress(SocketAddresses.host(new byte[4], 0), 0);
    private static final int BODY = HEADER_BYTES;
    private static final int TIMER = BODY + 2;
    private static final int PORTS = BODY + 4;
    private static final int LOCAL = BODY + 8;
    private static final int PEER = BODY + 24;
    private static final int INTERFACE = BODY + 40;
    private static final int EXPIRES = BODY + 52;
    private static final int RECEIVE_QUEUE = BODY + 56;
    private static final int SEND_QUEUE = BODY + 60;
    private static final int INODE = BODY + 68;

    private InetDump() {}

    /// Asks for the sockets of a family in any state: those with one of these ports at either end, or all
    /// when there are none or more than [#PORTS_MAX].
    static byte[] request(int sequence, short family, byte protocol, int... ports) {
        int filterBytes = ports.length == 0 || ports.length > PORTS_MAX ? 0 : ports.length * 2 * TEST_BYTES + OP_BYTES;
        int attributeBytes = filterBytes == 0 ? 0 : ATTRIBUTE_HEADER_BYTES + filterBytes;
        byte[] request = new byte[InetDiag.REQUEST_BYTES + attributeBytes];
        ByteBuffer out = ByteBuffer.wrap(request).order(ByteOrder.nativeOrder());
        out.putInt(out.capacity()).putShort(SOCK_DIAG_BY_FAMILY).putShort(NLM_F_REQUEST_DUMP);
        out.putInt(sequence).putInt(0);
        byte extra = protocol == IPPROTO_TCP ? InetDiag.INET_DIAG_INFO : INET_DIAG_SKMEMINFO;
        out.put((byte) family)
                .put(protocol)
                .put((byte) (1 << (extra - 1)))
                .put((byte) 0)
                .putInt(STATES);
        out.put(new byte[SOCKET_ID_BYTES]);
        if (filterBytes > 0) {
            out.putShort((short) attributeBytes).putShort(INET_DIAG_REQ_BYTECODE);
            putFilter(out, ports);
        }
        return request;
    }

    /// A test for each port and each end: "equal, else to the next test", its operand, and "to the end",
    /// which accepts. The last instruction jumps behind the end, which refuses.
    private static void putFilter(ByteBuffer out, int... ports) {
        for (int port : ports) {
            for (byte test : new byte[] {BC_S_EQ, BC_D_EQ}) {
                putOp(out, test, 2 * OP_BYTES, TEST_BYTES);
                putOp(out, (byte) 0, 0, port);
                putOp(out, BC_JMP, OP_BYTES, out.remaining());
            }
        }
        putOp(out, BC_JMP, OP_BYTES, 2 * OP_BYTES);
    }

    private static void putOp(ByteBuffer out, byte code, int yes, int no) {
        out.put(code).put((byte) yes).putShort((short) no);
    }

    /// Hands on each socket's message of this part; false when it was the last part.
    ///
    /// @throws PosixException when the kernel refuses
    static boolean eachMessage(ByteBuffer part, int sequence, Consumer<ByteBuffer> each) throws PosixException {
        part.order(ByteOrder.nativeOrder());
        int at = 0;
        while (at + HEADER_BYTES <= part.limit()) {
            int length = part.getInt(at);
            if (length < HEADER_BYTES || at + length > part.limit()) {
                throw new PosixException("sock_diag", Errno.EMSGSIZE);
            }
            ByteBuffer message = part.slice(at, length).order(ByteOrder.nativeOrder());
            if (InetDiag.answers(message, sequence)) {
                short type = message.getShort(4);
                if (type == NLMSG_DONE || type == NLMSG_ERROR) {
                    refuseError(message);
                    return false;
                }
                each.accept(message);
            }
            at += (length + 3) & ~3;
        }
        return true;
    }

    private static void refuseError(ByteBuffer message) throws PosixException {
        int result = message.limit() >= BODY + Integer.BYTES ? message.getInt(BODY) : 0;
        if (result < 0) {
            throw new PosixException("sock_diag", -result);
        }
    }

    /// Whether a socket has one of these ports at either end; all have one of none.
    static boolean hasAny(ByteBuffer in, Set<Integer> ports) {
        return ports.isEmpty() || ports.contains(port(in, PORTS)) || ports.contains(port(in, PORTS + Short.BYTES));
    }

    static TcpSocket tcpSocket(ByteBuffer in) {
        InetSocketAddress local = address(in, LOCAL, PORTS);
        return new TcpSocket(
                local,
                peer(in, local),
                InetDiag.info(in),
                InetDiag.intAt(in, INODE),
                TcpSocket.Timer.of(in.get(TIMER)),
                in.get(TIMER) == 0 ? 0 : InetDiag.intAt(in, EXPIRES));
    }

    static UdpSocket udpSocket(ByteBuffer in) {
        InetSocketAddress local = address(in, LOCAL, PORTS);
        return new UdpSocket(
                local,
                peer(in, local),
                InetDiag.intAt(in, RECEIVE_QUEUE),
                InetDiag.intAt(in, SEND_QUEUE),
                InetDiag.intAt(InetDiag.attribute(in, INET_DIAG_SKMEMINFO), MEMINFO_DROPS),
                InetDiag.intAt(in, INODE));
    }

    private static InetSocketAddress peer(ByteBuffer in, InetSocketAddress local) {
        InetSocketAddress peer = address(in, PEER, PORTS + Short.BYTES);
        // An IPv6 socket bound to an IPv4 address has no peer of either family; the local one's is meant.
        boolean none = peer.getPort() == 0 && peer.getAddress().isAnyLocalAddress();
        return none && SocketAddresses.family(local) == SocketAddresses.AF_INET ? NO_INET_PEER : peer;
    }

    private static InetSocketAddress address(ByteBuffer in, int host, int port) {
        byte[] bytes = new byte[in.get(BODY) == SocketAddresses.AF_INET6 ? 16 : 4];
        in.get(host, bytes);
        // Only a link-local address (fe80::/10) needs its interface; a bound device is no part of any other.
        boolean linkLocal = bytes.length == 16 && bytes[0] == (byte) 0xfe && (bytes[1] & 0xc0) == 0x80;
        return new InetSocketAddress(SocketAddresses.host(bytes, linkLocal ? in.getInt(INTERFACE) : 0), port(in, port));
    }

    private static int port(ByteBuffer in, int at) {
        return (Byte.toUnsignedInt(in.get(at)) << 8) | Byte.toUnsignedInt(in.get(at + 1));
    }
}
