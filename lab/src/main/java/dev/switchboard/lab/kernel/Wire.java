package dev.switchboard.lab.kernel;

import dev.switchboard.lab.Uninterrupted;
import dev.switchboard.lab.record.Entry;
import dev.switchboard.posix.CapturedPacket;
import dev.switchboard.posix.Errno;
import dev.switchboard.posix.NetworkNamespace;
import dev.switchboard.posix.PacketCapture;
import dev.switchboard.posix.PosixException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Records the TCP segments that pass the interfaces of one network namespace, from and to followed ports.
/// Without the right to capture it records nothing and says why.
///
/// A segment is what its sender handed to the interface: what a cut cable or a firewall then swallows is
/// there, too, and data may be in one piece of up to 64 KiB that the interface would cut. Times are the
/// kernel's.
///
/// Any thread. Entries come in the order of their times, one at a time on a thread of its own.
public final class Wire implements AutoCloseable {
    /// How long [#awaitReadUpTo] waits for what the kernel has captured already.
    private static final long READ_MILLIS_MAX = 10_000;

    private final @Nullable PacketCapture capture;
    private final long originNanos;
    private final Consumer<Entry> out;
    private final Set<Integer> ports = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile Optional<String> problem;

    private Wire(@Nullable PacketCapture capture, Optional<String> problem, long originNanos, Consumer<Entry> out) {
        this.capture = capture;
        this.problem = problem;
        this.originNanos = originNanos;
        this.out = out;
        this.thread = Thread.ofPlatform().daemon().name("lab-wire").unstarted(this::run);
        if (capture != null) {
            thread.start();
        }
    }

    /// Captures in the namespace of this process, if it may.
    ///
    /// @param originNanos the reading of [System#nanoTime()] at which the run began
    public static Wire start(long originNanos, Consumer<Entry> out) {
        try {
            return new Wire(PacketCapture.open(), Optional.empty(), originNanos, out);
        } catch (PosixException e) {
            return unavailable(e, originNanos, out);
        }
    }

    /// Captures in another namespace, if it may: what is sent by both ends of a cable to it.
    public static Wire start(NetworkNamespace namespace, long originNanos, Consumer<Entry> out)
            throws InterruptedException {
        try {
            return new Wire(namespace.call(PacketCapture::open), Optional.empty(), originNanos, out);
        } catch (PosixException e) {
            return unavailable(e, originNanos, out);
        }
    }

    private static Wire unavailable(PosixException why, long originNanos, Consumer<Entry> out) {
        String text = why.errno() == Errno.EPERM ? "a raw socket needs root" : why.getMessage();
        return new Wire(null, Optional.of("no segments: " + text), originNanos, out);
    }

    /// Records from now on what is sent from or to this port.
    public void follow(int port) {
        ports.add(port);
    }

    /// Why segments are missing, all of them or some; empty when none is.
    public Optional<String> problem() {
        return problem;
    }

    /// Waits until all that was captured up to a moment has been recorded: only then is it known that
    /// something was **not** sent.
    ///
    /// @param nanos of the run's time, not in the future
    /// @return why segments up to then may be missing; empty when none is
    public Optional<String> awaitReadUpTo(long nanos) throws InterruptedException {
        if (capture != null && problem.isEmpty()) {
            boolean all = capture.awaitReceived(originNanos + nanos, READ_MILLIS_MAX);
            noteLost(capture);
            if (!all && problem.isEmpty()) {
                return Optional.of("segments may be missing: they could not be read in time");
            }
        }
        return problem;
    }

    private void run() {
        PacketCapture open = capture;
        try {
            while (open != null && tellNext(open)) {}
        } catch (PosixException e) {
            problem = Optional.of("segments are missing: " + e.getMessage());
        } catch (RuntimeException | Error e) {
            problem = Optional.of("segments are missing: " + e);
        } finally {
            if (open != null) {
                noteLost(open);
                open.close(); // nobody is to wait for what is no longer read
            }
        }
    }

    private boolean tellNext(PacketCapture open) throws PosixException {
        try {
            CapturedPacket packet = open.receive();
            if (packet != null) {
                tell(packet);
            }
            return packet != null;
        } catch (PosixException e) {
            if (e.errno() != Errno.ENETDOWN) {
                throw e;
            }
            return true; // an interface went down, perhaps with its cable; the others go on
        }
    }

    private void tell(CapturedPacket packet) {
        Entry.Segment segment = Headers.segment(packet.nanos() - originNanos, packet);
        if (segment != null
                && (ports.contains(segment.from().getPort())
                        || ports.contains(segment.to().getPort()))) {
            out.accept(segment);
        }
    }

    private void noteLost(PacketCapture open) {
        try {
            long lost = open.lost();
            if (lost > 0) {
                problem = Optional.of(lost + " segments are missing: they came faster than they were recorded");
            }
        } catch (PosixException e) {
            problem = Optional.of("segments may be missing: " + e.getMessage());
        }
    }

    /// Records what was captured up to now, and ends. A second close does nothing.
    @Override
    public void close() {
        if (capture == null) {
            return;
        }
        capture.end();
        Uninterrupted.run(thread::join);
        capture.close();
    }
}
