package dev.switchboard.posix;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/// One packet with at most one descriptor over a unix socket.
///
/// Source: `sendmsg(2)`, `recvmsg(2)`, `unix(7)` (`SCM_RIGHTS`), `cmsg(3)`. The layouts are those of glibc on 64-bit
/// Linux, the same on x86_64 and aarch64.
final class PacketCalls {
    private static final StructLayout IOVEC =
            MemoryLayout.structLayout(ADDRESS.withName("base"), JAVA_LONG.withName("length"));
    private static final StructLayout MSGHDR = MemoryLayout.structLayout(
            ADDRESS.withName("name"),
            JAVA_INT.withName("nameLength"),
            MemoryLayout.paddingLayout(4),
            ADDRESS.withName("iov"),
            JAVA_LONG.withName("iovCount"),
            ADDRESS.withName("control"),
            JAVA_LONG.withName("controlLength"),
            JAVA_INT.withName("flags"),
            MemoryLayout.paddingLayout(4));
    private static final StructLayout ONE_DESCRIPTOR = MemoryLayout.structLayout(
            JAVA_LONG.withName("length"),
            JAVA_INT.withName("level"),
            JAVA_INT.withName("type"),
            JAVA_INT.withName("fd"),
            MemoryLayout.paddingLayout(4));

    /// `CMSG_LEN(sizeof(int))`: without the padding, in which a second descriptor would fit.
    private static final long ONE_DESCRIPTOR_LENGTH = 20;

    private static final int SCM_RIGHTS = 1;
    private static final int MSG_CTRUNC = 0x8;
    private static final int MSG_TRUNC = 0x20;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int MSG_CMSG_CLOEXEC = 0x40000000;

    private static final MethodHandle SENDMSG = CLibrary.function("sendmsg", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle RECVMSG = CLibrary.function("recvmsg", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);

    private PacketCalls() {}

    /// Sends the bytes, and a copy of `fdToPass` unless it is -1.
    static void send(int fd, byte[] bytes, int fdToPass) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment control = arena.allocate(ONE_DESCRIPTOR);
            MemorySegment header = header(arena.allocateFrom(JAVA_BYTE, bytes), control, arena);
            if (fdToPass < 0) {
                put(header, "control", MemorySegment.NULL);
                header.set(JAVA_LONG, offset(MSGHDR, "controlLength"), 0);
            } else {
                control.set(JAVA_LONG, offset(ONE_DESCRIPTOR, "length"), ONE_DESCRIPTOR_LENGTH);
                control.set(JAVA_INT, offset(ONE_DESCRIPTOR, "level"), SocketCalls.SOL_SOCKET);
                control.set(JAVA_INT, offset(ONE_DESCRIPTOR, "type"), SCM_RIGHTS);
                control.set(JAVA_INT, offset(ONE_DESCRIPTOR, "fd"), fdToPass);
            }
            long result;
            do {
                result = CLibrary.persist(state -> (long) SENDMSG.invokeExact(state, fd, header, MSG_NOSIGNAL));
                // Told once when the other end left packets unread; the next attempt gets the lasting EPIPE.
            } while (result == -Errno.ECONNRESET);
            if (result < 0) {
                throw new PosixException("sendmsg", (int) -result);
            }
        }
    }

    /// Waits for one packet; null at the end of the stream.
    ///
    /// @throws PosixException as [ControlChannel#receive] says
    static @Nullable Packet receive(int fd, int bytesMax) throws PosixException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment room = arena.allocate(bytesMax);
            MemorySegment control = arena.allocate(ONE_DESCRIPTOR);
            MemorySegment header = header(room, control, arena);
            long result;
            do {
                result = CLibrary.persist(state -> (long) RECVMSG.invokeExact(state, fd, header, MSG_CMSG_CLOEXEC));
                // Told once, ahead of the packets still queued, when the other end left packets unread.
            } while (result == -Errno.ECONNRESET);
            if (result < 0) {
                throw new PosixException("recvmsg", (int) -result);
            }
            int passed = descriptor(header, control);
            int fault = fault(header.get(JAVA_INT, offset(MSGHDR, "flags")), passed);
            if (fault == 0 && result > 0) {
                return new Packet(room.asSlice(0, result).toArray(JAVA_BYTE), passed);
            }
            if (passed >= 0) {
                Descriptors.closeOwned(passed);
            }
            if (fault == 0) {
                return null;
            }
            throw new PosixException("recvmsg", fault);
        }
    }

    /// The errno for a packet of which a part is lost, 0 for a whole one.
    private static int fault(int flags, int passed) {
        if ((flags & MSG_TRUNC) != 0) {
            return Errno.EMSGSIZE;
        }
        if ((flags & MSG_CTRUNC) != 0) {
            // The kernel gives no reason: with none delivered there was no free number, else there were several.
            return passed < 0 ? Errno.EMFILE : Errno.EMSGSIZE;
        }
        return 0;
    }

    private static int descriptor(MemorySegment header, MemorySegment control) {
        boolean present = header.get(JAVA_LONG, offset(MSGHDR, "controlLength")) >= ONE_DESCRIPTOR_LENGTH
                && control.get(JAVA_INT, offset(ONE_DESCRIPTOR, "level")) == SocketCalls.SOL_SOCKET
                && control.get(JAVA_INT, offset(ONE_DESCRIPTOR, "type")) == SCM_RIGHTS;
        return present ? control.get(JAVA_INT, offset(ONE_DESCRIPTOR, "fd")) : -1;
    }

    private static MemorySegment header(MemorySegment bytes, MemorySegment control, Arena arena) {
        MemorySegment iovec = arena.allocate(IOVEC);
        iovec.set(ADDRESS, offset(IOVEC, "base"), bytes);
        iovec.set(JAVA_LONG, offset(IOVEC, "length"), bytes.byteSize());
        MemorySegment header = arena.allocate(MSGHDR);
        put(header, "iov", iovec);
        header.set(JAVA_LONG, offset(MSGHDR, "iovCount"), 1);
        put(header, "control", control);
        header.set(JAVA_LONG, offset(MSGHDR, "controlLength"), ONE_DESCRIPTOR_LENGTH);
        return header;
    }

    private static void put(MemorySegment header, String field, MemorySegment pointer) {
        header.set(ADDRESS, offset(MSGHDR, field), pointer);
    }

    private static long offset(StructLayout layout, String field) {
        return layout.byteOffset(groupElement(field));
    }
}
