package dev.switchboard.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.net.InetSocketAddress;

/// A socket whose every method is one system call, with the kernel's own answer: for whoever wants to see what the
/// kernel does, not to get on with it. Blocking; a signal that interrupts a call is not shown, the call goes on.
///
/// Any thread may call; calls that wait hold their platform thread. Closing while another thread waits in a call does
/// not wake that thread, as the kernel has it. Nothing closes it but [#close] and the end of the process.
///
/// Source: the pages of section 2 of the manual named at the methods.
public final class SystemCallSocket {
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int SO_LINGER = 13;
    private static final int SO_SNDTIMEO = 21;
    private static final short POLLIN = 1;

    private static final MethodHandle CONNECT = CLibrary.function("connect", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle SENDTO =
            CLibrary.function("sendto", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle RECVFROM =
            CLibrary.function("recvfrom", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle SHUTDOWN = CLibrary.function("shutdown", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle POLL = CLibrary.function("poll", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);

    private final int fd;

    private SystemCallSocket(int fd) {
        this.fd = fd;
    }

    /// What came, and from where; for TCP `from` is the address of no use that the kernel leaves.
    ///
    /// @param bytes as many as came, at most as many as were asked for
    // Handed over, never compared.
    @SuppressWarnings("ArrayRecordComponent")
    public record Received(byte[] bytes, InetSocketAddress from) {}

    /// What a `shutdown(2)` ends: our sending (`SHUT_WR`), or both directions (`SHUT_RDWR`).
    public enum Direction {
        WRITE(1),
        BOTH(2);

        private final int number;

        Direction(int number) {
            this.number = number;
        }
    }

    /// `socket(2)` of TCP.
    public static SystemCallSocket tcp(boolean ipv6) throws PosixException {
        return new SystemCallSocket(SocketCalls.socket(family(ipv6), SocketCalls.SOCK_STREAM, 0));
    }

    /// `socket(2)` of UDP.
    public static SystemCallSocket udp(boolean ipv6) throws PosixException {
        return new SystemCallSocket(SocketCalls.socket(family(ipv6), SocketCalls.SOCK_DGRAM, 0));
    }

    private static int family(boolean ipv6) {
        return ipv6 ? SocketAddresses.AF_INET6 : SocketAddresses.AF_INET;
    }

    /// Its descriptor's number, to hand on to a child process; not to be used after close.
    public int descriptor() {
        return fd;
    }

    /// `bind(2)`.
    public void bind(InetSocketAddress address) throws PosixException {
        SocketCalls.bind(fd, address);
    }

    /// `listen(2)`.
    public void listen(int backlog) throws PosixException {
        SocketCalls.listen(fd, backlog, localAddress());
    }

    /// `accept4(2)`: waits for the next connection.
    public SystemCallSocket accept() throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment peer = arena.allocate(SocketAddresses.BYTES_MAX, Long.BYTES);
            long result = SocketCalls.accept(fd, peer);
            if (result < 0) {
                throw new PosixException("accept", (int) -result);
            }
            return new SystemCallSocket((int) result);
        }
    }

    /// `connect(2)`.
    public void connect(InetSocketAddress address) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = SocketAddresses.write(address, arena);
            CLibrary.demand("connect", state -> (int) CONNECT.invokeExact(state, fd, name, (int) name.byteSize()));
        }
    }

    /// `getsockname(2)`.
    public InetSocketAddress localAddress() throws PosixException {
        return SocketCalls.localAddress(fd);
    }

    /// `send(2)`; returns how many bytes the kernel took, which may be fewer. No bytes are a call, too.
    public int send(byte[] bytes) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            return send(copied(bytes, arena), bytes.length, MemorySegment.NULL, 0);
        }
    }

    /// `sendto(2)`: one datagram.
    public int sendTo(byte[] bytes, InetSocketAddress to) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = SocketAddresses.write(to, arena);
            return send(copied(bytes, arena), bytes.length, name, (int) name.byteSize());
        }
    }

    private static MemorySegment copied(byte[] bytes, Arena arena) {
        return bytes.length == 0 ? arena.allocate(1) : arena.allocateFrom(JAVA_BYTE, bytes);
    }

    private int send(MemorySegment bytes, long length, MemorySegment name, int nameLength) throws PosixException {
        return CLibrary.demand(
                "send", state -> (long) SENDTO.invokeExact(state, fd, bytes, length, MSG_NOSIGNAL, name, nameLength));
    }

    /// `recvfrom(2)`: waits for bytes. None from TCP is the peer's end; from UDP, an empty datagram.
    ///
    /// @param max room for this many; the rest of a longer datagram is lost
    public Received receive(int max) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment room = arena.allocate(max);
            MemorySegment name = arena.allocate(SocketAddresses.BYTES_MAX, Long.BYTES);
            name.set(JAVA_SHORT, 0, SocketAddresses.AF_INET);
            MemorySegment nameLength = arena.allocateFrom(JAVA_INT, (int) name.byteSize());
            int count = CLibrary.demand(
                    "recv", state -> (long) RECVFROM.invokeExact(state, fd, room, (long) max, 0, name, nameLength));
            return new Received(room.asSlice(0, count).toArray(JAVA_BYTE), SocketAddresses.read(name));
        }
    }

    /// `shutdown(2)`.
    public void shutdown(Direction direction) throws PosixException {
        CLibrary.demand("shutdown", state -> (int) SHUTDOWN.invokeExact(state, fd, direction.number));
    }

    /// `close(2)`.
    public void close() throws PosixException {
        Descriptors.close(fd);
    }

    /// `setsockopt(2)` of a number, by the kernel's own numbers for level and name.
    public void option(int level, int name, int value) throws PosixException {
        SocketCalls.option(fd, level, name, value);
    }

    /// `SO_SNDTIMEO`: a send that finds no room for so long answers what was taken, or fails with `EAGAIN`.
    public void sendTimeout(int millis) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment time = arena.allocateFrom(JAVA_LONG, millis / 1000, millis % 1000 * 1000L);
            SocketCalls.option(fd, SocketCalls.SOL_SOCKET, SO_SNDTIMEO, time);
        }
    }

    /// `SO_LINGER`: with 0 seconds, closing resets the connection.
    public void linger(int seconds) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            SocketCalls.option(fd, SocketCalls.SOL_SOCKET, SO_LINGER, arena.allocateFrom(JAVA_INT, 1, seconds));
        }
    }

    /// `poll(2)` for reading: whether something is ready before the time is over.
    ///
    /// @param timeoutMillis negative to wait for ever
    public boolean poll(int timeoutMillis) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment watched = arena.allocate(Long.BYTES, Integer.BYTES);
            watched.set(JAVA_INT, 0, fd);
            watched.set(JAVA_SHORT, Integer.BYTES, POLLIN);
            return CLibrary.demand("poll", state -> (int) POLL.invokeExact(state, watched, 1L, timeoutMillis)) > 0;
        }
    }
}
