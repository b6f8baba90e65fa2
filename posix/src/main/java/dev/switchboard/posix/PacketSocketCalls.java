package dev.switchboard.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One packet with the kernel's stamp from a packet socket. Layouts are those of 64-bit Linux.
///
/// Source: `packet(7)`, `recvmsg(2)`, `socket(7)` (`SO_TIMESTAMPNS`).
final class PacketSocketCalls {
    private static final int AF_PACKET = 17;
    private static final int SOCK_DGRAM = 2;
    private static final short ALL_PROTOCOLS_NETWORK_ORDER = 0x0300;
    private static final int SO_ATTACH_FILTER = 26;
    private static final int SO_RCVBUF = 8;
    private static final int SO_TIMESTAMPNS = 35;
    private static final int SOL_PACKET = 263;
    private static final int PACKET_STATISTICS = 6;
    private static final int MSG_TRUNC = 0x20;

    private static final int ADDRESS_BYTES = 20;
    private static final int PACKET_TYPE = 10;
    private static final byte OUTGOING = 4;
    private static final int HEADER_BYTES = 56;
    private static final int CONTROL_BYTES = 64;
    private static final int CONTROL_LENGTH = 40;
    private static final int STAMP = 16;

    private static final MethodHandle BIND = CLibrary.function("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle RECVMSG = CLibrary.function("recvmsg", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);

    private PacketSocketCalls() {}

    /// Opens one that has the filter before its first packet: it is bound to a protocol only afterwards.
    static int open(int bufferBytes) throws PosixException {
        int fd = SocketCalls.socket(AF_PACKET, SOCK_DGRAM, 0);
        try (Arena arena = Arena.ofConfined()) {
            SocketCalls.option(fd, SocketCalls.SOL_SOCKET, SO_ATTACH_FILTER, TcpOnly.program(arena));
            SocketCalls.option(fd, SocketCalls.SOL_SOCKET, SO_TIMESTAMPNS, 1);
            enlarge(fd, bufferBytes);
            MemorySegment every = arena.allocate(ADDRESS_BYTES, Integer.BYTES);
            every.set(JAVA_SHORT, 0, (short) AF_PACKET);
            every.set(JAVA_SHORT, 2, ALL_PROTOCOLS_NETWORK_ORDER);
            CLibrary.demand("bind", state -> (int) BIND.invokeExact(state, fd, every, ADDRESS_BYTES));
            return fd;
        } catch (PosixException e) {
            Descriptors.closeOwned(fd);
            throw e;
        }
    }

    private static void enlarge(int fd, int bytes) throws PosixException {
        try {
            SocketCalls.option(fd, SocketCalls.SOL_SOCKET, SocketCalls.SO_RCVBUFFORCE, bytes);
        } catch (PosixException e) {
            // Beyond the system's limit only for CAP_NET_ADMIN; within it for everybody.
            SocketCalls.option(fd, SocketCalls.SOL_SOCKET, SO_RCVBUF, bytes);
        }
    }

    /// The next packet, or null when none waits.
    static @Nullable CapturedPacket receive(int fd, int bytesMax, SteadyTime time) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment from = arena.allocate(ADDRESS_BYTES, Integer.BYTES);
            MemorySegment room = arena.allocate(bytesMax);
            MemorySegment control = arena.allocate(CONTROL_BYTES, Long.BYTES);
            MemorySegment iovec = arena.allocate(16, Long.BYTES);
            iovec.set(ADDRESS, 0, room);
            iovec.set(JAVA_LONG, 8, bytesMax);
            MemorySegment header = arena.allocate(HEADER_BYTES, Long.BYTES);
            header.set(ADDRESS, 0, from);
            header.set(JAVA_INT, 8, ADDRESS_BYTES);
            header.set(ADDRESS, 16, iovec);
            header.set(JAVA_LONG, 24, 1);
            header.set(ADDRESS, 32, control);
            header.set(JAVA_LONG, CONTROL_LENGTH, CONTROL_BYTES);
            int flags = SocketCalls.MSG_DONTWAIT | MSG_TRUNC;
            long length = CLibrary.persist(state -> (long) RECVMSG.invokeExact(state, fd, header, flags));
            if (length == -Errno.EAGAIN) {
                return null;
            }
            if (length < 0) {
                throw new PosixException("recvmsg", (int) -length);
            }
            byte[] beginning = room.asSlice(0, Math.min(length, bytesMax)).toArray(JAVA_BYTE);
            ByteBuffer bytes = ByteBuffer.wrap(beginning).asReadOnlyBuffer();
            boolean outgoing = from.get(JAVA_BYTE, PACKET_TYPE) == OUTGOING;
            return new CapturedPacket(stamp(header, control, time), outgoing, (int) length, bytes);
        }
    }

    private static long stamp(MemorySegment header, MemorySegment control, SteadyTime time) {
        boolean stamped = header.get(JAVA_LONG, CONTROL_LENGTH) >= STAMP + 2 * Long.BYTES
                && control.get(JAVA_INT, 8) == SocketCalls.SOL_SOCKET
                && control.get(JAVA_INT, 12) == SO_TIMESTAMPNS;
        if (!stamped) {
            return System.nanoTime();
        }
        long seconds = control.get(JAVA_LONG, STAMP);
        return time.of(TimeUnit.SECONDS.toNanos(seconds) + control.get(JAVA_LONG, STAMP + Long.BYTES));
    }

    /// How many packets found the buffer full since the last question.
    static int lost(int fd) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment counts = arena.allocate(JAVA_INT, 2);
            SocketCalls.readOption(fd, SOL_PACKET, PACKET_STATISTICS, counts);
            return counts.get(JAVA_INT, Integer.BYTES);
        }
    }
}
