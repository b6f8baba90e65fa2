package dev.switchboard.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;

/// `sockaddr_in` and `sockaddr_in6` to and from Java's addresses, and their text in messages.
///
/// Source: `ip(7)`, `ipv6(7)`.
final class SocketAddresses {
    static final short AF_INET = 2;
    static final short AF_INET6 = 10;
    static final int BYTES_MAX = 28;

    private static final int INET_BYTES = 16;
    private static final int TEXT_BYTES_MAX = 46;
    private static final long PORT = 2;
    private static final long INET_HOST = 4;
    private static final long INET6_HOST = 8;
    private static final long INET6_SCOPE = 24;
    private static final ValueLayout.OfShort NETWORK_SHORT = JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);

    private SocketAddresses() {}

    static short family(InetSocketAddress address) {
        return address.getAddress() instanceof Inet6Address ? AF_INET6 : AF_INET;
    }

    /// The address in a segment of just its own size.
    static MemorySegment write(InetSocketAddress address, Arena arena) {
        byte[] host = address.getAddress().getAddress();
        short family = family(address);
        MemorySegment out = arena.allocate(family == AF_INET6 ? BYTES_MAX : INET_BYTES, Long.BYTES);
        out.set(JAVA_SHORT, 0, family);
        out.set(NETWORK_SHORT, PORT, (short) address.getPort());
        MemorySegment.copy(host, 0, out, JAVA_BYTE, family == AF_INET6 ? INET6_HOST : INET_HOST, host.length);
        if (address.getAddress() instanceof Inet6Address inet6) {
            out.set(JAVA_INT, INET6_SCOPE, inet6.getScopeId());
        }
        return out;
    }

    /// The address that the kernel wrote; one that is IPv4 mapped into IPv6 comes out as IPv4.
    static InetSocketAddress read(MemorySegment in) {
        int port = Short.toUnsignedInt(in.get(NETWORK_SHORT, PORT));
        return switch (in.get(JAVA_SHORT, 0)) {
            case AF_INET -> new InetSocketAddress(host(in, INET_HOST, 4, 0), port);
            case AF_INET6 -> new InetSocketAddress(host(in, INET6_HOST, 16, in.get(JAVA_INT, INET6_SCOPE)), port);
            default -> throw new IllegalStateException("not an internet address");
        };
    }

    private static InetAddress host(MemorySegment in, long offset, int length, int scope) {
        return host(in.asSlice(offset, length).toArray(JAVA_BYTE), scope);
    }

    /// The host of 4 or 16 bytes; one that is IPv4 mapped into IPv6 comes out as IPv4.
    static InetAddress host(byte[] bytes, int scope) {
        try {
            // Drops the mapping of IPv4 into IPv6 by itself.
            return scope == 0 ? InetAddress.getByAddress(bytes) : Inet6Address.getByAddress(null, bytes, scope);
        } catch (UnknownHostException e) {
            throw new AssertionError("4 and 16 bytes are always an address", e);
        }
    }

    /// `127.0.0.1:2012` or `[::1]:2012`.
    static String text(InetSocketAddress address) {
        try (Arena arena = Arena.ofConfined()) {
            boolean inet6 = family(address) == AF_INET6;
            MemorySegment host = write(address, arena).asSlice(inet6 ? INET6_HOST : INET_HOST);
            MemorySegment text = arena.allocate(TEXT_BYTES_MAX);
            CLibrary.attempt(state -> {
                MemorySegment written =
                        (MemorySegment) Words.INET_NTOP.invokeExact((int) family(address), host, text, TEXT_BYTES_MAX);
                return written.address();
            });
            return (inet6 ? "[" + text.getString(0) + "]" : text.getString(0)) + ":" + address.getPort();
        }
    }

    /// Bound when the first text is wanted.
    private static final class Words {
        private static final MethodHandle INET_NTOP =
                CLibrary.plain("inet_ntop", ADDRESS, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
    }
}
