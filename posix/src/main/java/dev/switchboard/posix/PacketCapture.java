package dev.switchboard.posix;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Sees every TCP segment that passes an interface of a network namespace: of the one in which it was
/// opened. What passes the loopback interface is seen once, as it leaves; of any other interface what
/// leaves and what comes, also what a firewall then drops. Segments lost on the way out of this namespace's
/// own firewall are not seen.
///
/// Needs `CAP_NET_RAW`. One thread receives, any thread closes. Linux only.
///
/// Source: `packet(7)`.
public final class PacketCapture implements AutoCloseable {
    /// How much of each packet is kept: the longest IPv4 and TCP headers, or IPv6's with some extensions.
    public static final int BYTES_MAX = 160;

    private static final int BUFFER_BYTES = 16 << 20;

    private final HeldDescriptor descriptor;
    private final ReadyWait wait;
    private final SteadyTime time = new SteadyTime();
    private volatile boolean ended;
    private long lost;

    /// Up to when all that was captured has been received and is done with; before the opening nothing was.
    private long receivedUpTo = System.nanoTime();

    private boolean closed;

    private PacketCapture(int fd, ReadyWait wait) {
        this.descriptor = new HeldDescriptor(fd);
        this.wait = wait;
        wait.add(fd);
    }

    /// Begins to capture; packets wait in a buffer until they are received.
    ///
    /// @throws PosixException `EPERM` without `CAP_NET_RAW`, `EAFNOSUPPORT` on a kernel without packet
    ///     sockets, `EMFILE`
    public static PacketCapture open() throws PosixException {
        int fd = PacketSocketCalls.open(BUFFER_BYTES);
        try {
            return new PacketCapture(fd, ReadyWait.open());
        } catch (PosixException e) {
            Descriptors.closeOwned(fd);
            throw e;
        }
    }

    /// Waits for the next packet; null when this is closed, or ended and none is left. Asking for the next
    /// says that the caller is done with the one before.
    ///
    /// @throws PosixException `ENETDOWN` once when an interface goes down; the next call goes on
    public @Nullable CapturedPacket receive() throws PosixException {
        if (!descriptor.enter()) {
            return null;
        }
        try {
            while (!descriptor.isClosing()) {
                boolean last = ended;
                long before = System.nanoTime();
                CapturedPacket packet = PacketSocketCalls.receive(descriptor.fd(), BYTES_MAX, time);
                if (packet != null) {
                    return packet;
                }
                noneIsLeft(before);
                if (last) {
                    return null;
                }
                wait.await(ReadyWait.FOREVER);
            }
            return null;
        } finally {
            descriptor.leave();
        }
    }

    private synchronized void noneIsLeft(long nanos) {
        receivedUpTo = nanos;
        notifyAll();
    }

    /// Waits until all that was captured up to a moment has been received, and the receiver has asked for
    /// more: until it found the buffer empty after that moment. The packets' stamps would not do, because
    /// those of two processors need not be in order. Any thread but the receiving one.
    ///
    /// @param nanos on the clock of [System#nanoTime()]
    /// @return false when the time was over before, or this was closed
    public synchronized boolean awaitReceived(long nanos, long atMostMillis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(atMostMillis);
        wait.wake();
        while (receivedUpTo - nanos < 0) {
            long left = deadline - System.nanoTime();
            if (closed || left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    /// Lets [#receive] return what is in the buffer and then null instead of waiting; any thread.
    public void end() {
        ended = true;
        wait.wake();
    }

    /// How many packets were not captured so far because the buffer was full; any thread.
    public synchronized long lost() throws PosixException {
        if (descriptor.enter()) {
            try {
                lost += PacketSocketCalls.lost(descriptor.fd());
            } finally {
                descriptor.leave();
            }
        }
        return lost;
    }

    /// Ends a [#receive] under way. What still waits in the buffer is dropped. A second close does nothing.
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        descriptor.close(wait::wake);
        wait.close();
    }
}
