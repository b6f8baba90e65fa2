package dev.switchboard.lab.kernel;

import dev.switchboard.lab.record.Entry;
import dev.switchboard.posix.CapturedPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// Reads the headers of IP and TCP. Source: RFC 791 section 3.1, RFC 8200 section 3, RFC 9293 section 3.1.
final class Headers {
    private static final int TCP = 6;
    private static final int IPV4_BYTES_MIN = 20;
    private static final int IPV6_BYTES = 40;
    private static final int TCP_BYTES_MIN = 20;
    private static final int FRAGMENT_OFFSET = 0x1fff;
    private static final int FLAGS = 13;

    private Headers() {}

    /// The segment in a packet; null when it is none, or not the first part of one.
    ///
    /// @param nanos its time in the run
    static Entry.@Nullable Segment segment(long nanos, CapturedPacket packet) {
        ByteBuffer in = packet.bytes();
        if (in.limit() < IPV4_BYTES_MIN) {
            return null;
        }
        int version = unsigned(in, 0) >> 4;
        if (version == 4 && unsigned(in, 9) == TCP && (in.getShort(6) & FRAGMENT_OFFSET) == 0) {
            // A packet that is cut into segments only later may say that it has no length.
            int total = Short.toUnsignedInt(in.getShort(2));
            int length = total == 0 ? packet.lengthBytes() : total;
            return segment(nanos, in, (unsigned(in, 0) & 0xf) * 4, 12, 4, length);
        }
        if (version == 6 && in.limit() >= IPV6_BYTES && unsigned(in, 6) == TCP) {
            int payload = Short.toUnsignedInt(in.getShort(4));
            int length = payload == 0 ? packet.lengthBytes() : IPV6_BYTES + payload;
            return segment(nanos, in, IPV6_BYTES, 8, 16, length);
        }
        return null;
    }

    private static Entry.@Nullable Segment segment(
            long nanos, ByteBuffer in, int tcp, int hosts, int hostBytes, int length) {
        if (in.limit() < tcp + TCP_BYTES_MIN) {
            return null;
        }
        int headerBytes = (unsigned(in, tcp + 12) >> 4) * 4;
        return new Entry.Segment(
                nanos,
                address(in, hosts, hostBytes, tcp),
                address(in, hosts + hostBytes, hostBytes, tcp + 2),
                flags(unsigned(in, tcp + FLAGS)),
                length - tcp - headerBytes);
    }

    private static InetSocketAddress address(ByteBuffer in, int host, int hostBytes, int port) {
        byte[] bytes = new byte[hostBytes];
        in.get(host, bytes);
        try {
            return new InetSocketAddress(InetAddress.getByAddress(bytes), Short.toUnsignedInt(in.getShort(port)));
        } catch (UnknownHostException e) {
            throw new AssertionError("4 and 16 bytes are always an address", e);
        }
    }

    /// What the segment is for comes first, `ACK` last.
    private static String flags(int bits) {
        StringJoiner words = new StringJoiner(" ");
        String[] names = {"FIN", "SYN", "RST", "PSH", "ACK", "URG"};
        for (int bit : new int[] {1, 0, 2, 3, 5, 4}) {
            if ((bits & (1 << bit)) != 0) {
                words.add(names[bit]);
            }
        }
        return words.toString();
    }

    private static int unsigned(ByteBuffer in, int offset) {
        return Byte.toUnsignedInt(in.get(offset));
    }
}
