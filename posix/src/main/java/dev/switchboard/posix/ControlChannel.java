package dev.switchboard.posix;

import org.jspecify.annotations.Nullable;

/// One end of a packet socket between two processes, over which open descriptors travel too. Linux only.
///
/// Packets arrive whole, in order and once, or not at all because the other end is gone. One thread may send while
/// another receives; any thread may close.
///
/// Source: `unix(7)`, `SOCK_SEQPACKET` and `SCM_RIGHTS`.
public final class ControlChannel implements AutoCloseable {
    public static final int PACKET_BYTES_MAX = 4096;

    private final HeldDescriptor descriptor;

    private ControlChannel(int fd) {
        PosixException.prepare();
        this.descriptor = new HeldDescriptor(fd);
    }

    /// Two connected ends: `near` for this process, `far` for a child. Close `far` here once the child is started, or
    /// the child's death is never seen.
    public record Pair(ControlChannel near, ControlChannel far) {}

    /// Makes two connected ends.
    ///
    /// @throws PosixException `EMFILE`, `ENFILE`, `ENOBUFS`, `ENOMEM`
    public static Pair pair() throws PosixException {
        int[] both = SocketCalls.pair(SocketCalls.SOCK_SEQPACKET);
        return new Pair(new ControlChannel(both[0]), new ControlChannel(both[1]));
    }

    /// The end that this process was started with. It takes the descriptor over and keeps it from its own children.
    ///
    /// @throws PosixException `EBADF` when the descriptor is not open
    public static ControlChannel inherited(int fd) throws PosixException {
        Descriptors.closeOnExec(fd);
        return new ControlChannel(fd);
    }

    /// The descriptor's number, for [ReadyWait] and [ChildProcess#spawn]; not to be used after close.
    public int fd() {
        return descriptor.fd();
    }

    /// Sends one packet. See [#send(byte[], int)].
    public void send(byte[] bytes) throws PosixException {
        deliver(bytes, -1);
    }

    /// Sends one packet and a copy of a descriptor. The caller still owns its own and may close it on return: what is
    /// under way stays open. Blocks while the other end's queue (about 200 KiB) is full.
    ///
    /// @throws IllegalArgumentException for an empty packet, which would read as the end, one over
    ///     [#PACKET_BYTES_MAX], or a negative descriptor
    /// @throws PosixException `EPIPE` when the other end or this channel is closed, `EBADF` when `fdToPass` is not
    ///     open
    public void send(byte[] bytes, int fdToPass) throws PosixException {
        if (fdToPass < 0) {
            throw new IllegalArgumentException("descriptor " + fdToPass);
        }
        deliver(bytes, fdToPass);
    }

    private void deliver(byte[] bytes, int fdToPass) throws PosixException {
        if (bytes.length == 0 || bytes.length > PACKET_BYTES_MAX) {
            throw new IllegalArgumentException("a packet has 1 to " + PACKET_BYTES_MAX + " bytes: " + bytes.length);
        }
        if (!descriptor.enter()) {
            throw new PosixException("sendmsg", Errno.EPIPE);
        }
        try {
            PacketCalls.send(descriptor.fd(), bytes, fdToPass);
        } finally {
            descriptor.leave();
        }
    }

    /// Waits for the next packet. What the other end sent before it went is still delivered.
    ///
    /// @return null at the end: the other end is closed everywhere, or this channel is closed, also meanwhile
    /// @throws PosixException `EMFILE` when a descriptor came for which this process had no room, `EMSGSIZE` for a
    ///     packet over [#PACKET_BYTES_MAX] or with several descriptors; that packet is lost, later ones are not
    public @Nullable Packet receive() throws PosixException {
        if (!descriptor.enter()) {
            return null;
        }
        try {
            return PacketCalls.receive(descriptor.fd(), PACKET_BYTES_MAX);
        } finally {
            descriptor.leave();
        }
    }

    /// Closes this end; when it returns no thread is inside a call. A second close does nothing.
    ///
    /// Only when a thread of this process is inside a call is the connection itself shut down. Otherwise a process
    /// that shares this end, such as a child just started with it, keeps it.
    @Override
    public void close() {
        descriptor.close(() -> SocketCalls.shutdown(descriptor.fd()));
    }
}
