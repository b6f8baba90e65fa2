package dev.switchboard.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.net.InetSocketAddress;

/// The socket calls as they are: numbers in, numbers out. Constants are those of x86_64 and aarch64.
///
/// Source: `socket(2)`, `bind(2)`, `listen(2)`, `accept4(2)`, `getsockname(2)`, `setsockopt(2)`, `getsockopt(2)`,
/// `shutdown(2)`, `socketpair(2)`.
final class SocketCalls {
    static final int SOCK_STREAM = 1;
    static final int SOCK_DGRAM = 2;
    static final int SOCK_RAW = 3;
    static final int SOCK_SEQPACKET = 5;
    static final int AF_UNIX = 1;
    static final int SOL_SOCKET = 1;
    static final int SO_REUSEADDR = 2;
    static final int SO_RCVBUFFORCE = 33;
    static final int IPPROTO_IPV6 = 41;
    static final int IPV6_V6ONLY = 26;
    static final int MSG_DONTWAIT = 0x40;

    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int SHUT_RDWR = 2;

    private static final MethodHandle SOCKET = CLibrary.function("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle BIND = CLibrary.function("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle LISTEN = CLibrary.function("listen", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle ACCEPT4 =
            CLibrary.function("accept4", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
    private static final MethodHandle GETSOCKNAME =
            CLibrary.function("getsockname", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle SETSOCKOPT =
            CLibrary.function("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle GETSOCKOPT =
            CLibrary.function("getsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle SHUTDOWN = CLibrary.function("shutdown", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle SOCKETPAIR =
            CLibrary.function("socketpair", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle SEND =
            CLibrary.function("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle RECV =
            CLibrary.function("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);

    private SocketCalls() {}

    static int socket(int family, int type, int protocol) throws PosixException {
        return CLibrary.demand(
                "socket", state -> (int) SOCKET.invokeExact(state, family, type | SOCK_CLOEXEC, protocol));
    }

    static void bind(int fd, InetSocketAddress address) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = SocketAddresses.write(address, arena);
            demandAt("bind", address, state -> (int) BIND.invokeExact(state, fd, name, (int) name.byteSize()));
        }
    }

    static void listen(int fd, int backlog, InetSocketAddress address) throws PosixException {
        demandAt("listen", address, state -> (int) LISTEN.invokeExact(state, fd, backlog));
    }

    /// The new descriptor, or the negated errno. `peer` has room for [SocketAddresses#BYTES_MAX].
    static long accept(int fd, MemorySegment peer) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment length = arena.allocateFrom(JAVA_INT, (int) peer.byteSize());
            return CLibrary.persist(state -> (int) ACCEPT4.invokeExact(state, fd, peer, length, SOCK_CLOEXEC));
        }
    }

    static InetSocketAddress localAddress(int fd) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocate(SocketAddresses.BYTES_MAX, Long.BYTES);
            MemorySegment length = arena.allocateFrom(JAVA_INT, (int) name.byteSize());
            CLibrary.demand("getsockname", state -> (int) GETSOCKNAME.invokeExact(state, fd, name, length));
            return SocketAddresses.read(name);
        }
    }

    static void option(int fd, int level, int name, int value) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            option(fd, level, name, arena.allocateFrom(JAVA_INT, value));
        }
    }

    static void option(int fd, int level, int name, MemorySegment value) throws PosixException {
        int bytes = (int) value.byteSize();
        CLibrary.demand("setsockopt", state -> (int) SETSOCKOPT.invokeExact(state, fd, level, name, value, bytes));
    }

    /// The value of an option that is one number.
    static int number(int fd, int level, int name) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = arena.allocate(JAVA_INT);
            readOption(fd, level, name, value);
            return value.get(JAVA_INT, 0);
        }
    }

    /// Reads an option's value, as long as `value`.
    static void readOption(int fd, int level, int name, MemorySegment value) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment length = arena.allocateFrom(JAVA_INT, (int) value.byteSize());
            CLibrary.demand("getsockopt", state -> (int) GETSOCKOPT.invokeExact(state, fd, level, name, value, length));
        }
    }

    /// Ends all calls on the socket, now and later; a socket that was never connected does not mind.
    static void shutdown(int fd) {
        CLibrary.attempt(state -> (int) SHUTDOWN.invokeExact(state, fd, SHUT_RDWR));
    }

    static int[] pair(int type) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment both = arena.allocate(JAVA_INT, 2);
            CLibrary.demand(
                    "socketpair", state -> (int) SOCKETPAIR.invokeExact(state, AF_UNIX, type | SOCK_CLOEXEC, 0, both));
            return both.toArray(JAVA_INT);
        }
    }

    static void send(int fd, MemorySegment bytes) throws PosixException {
        CLibrary.demand("send", state -> (long) SEND.invokeExact(state, fd, bytes, bytes.byteSize(), 0));
    }

    static int receive(int fd, MemorySegment room, int flags) throws PosixException {
        return CLibrary.demand("recv", state -> (long) RECV.invokeExact(state, fd, room, room.byteSize(), flags));
    }

    private static void demandAt(String name, InetSocketAddress address, CLibrary.Call call) throws PosixException {
        long result = CLibrary.persist(call);
        if (result < 0) {
            throw new PosixException(name, SocketAddresses.text(address), (int) -result);
        }
    }
}
