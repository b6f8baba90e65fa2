package dev.switchboard.serving;

import dev.switchboard.posix.Errno;
import dev.switchboard.posix.PosixException;
import dev.switchboard.posix.SockDiag;
import dev.switchboard.posix.TcpInfo;
import java.io.IOException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Finds peers that vanished while something we sent lies unacknowledged. The kernel's keepalive is silent
/// then, and its retransmissions go on for a quarter of an hour. TCP_USER_TIMEOUT would be the wrong remedy:
/// since Linux 5.11 it also ends a connection whose peer is alive and merely does not read.
///
/// Looks at the connections three times in the keepalive time, and asks the kernel only about those that have written
/// since all they wrote was known to have arrived. Where the kernel cannot be asked, it finds nothing.
final class PeerWatch {
    /// What the kernel says of one connection.
    enum Finding {
        ALL_ARRIVED,
        UNDECIDED,
        VANISHED
    }

    private static final int LOOKS = 3;
    private static final long MILLIS_PER_SECOND = 1_000;
    private static final int UNANSWERED_PROBES = 2;
    private static final long OPEN_MILLIS = 1_000;

    private final long periodMillis;
    private final ScheduledExecutorService timers;
    private final Connections connections;
    private final ServingEvents events;
    private @Nullable ScheduledFuture<?> looking;
    private @Nullable ScheduledFuture<?> opening;
    private @Nullable SockDiag diag;
    private boolean unusable;

    private PeerWatch(ListenerContext context) {
        this.periodMillis = context.options().keepaliveSeconds() * MILLIS_PER_SECOND / LOOKS;
        this.timers = context.timers();
        this.connections = context.connections();
        this.events = context.events();
    }

    /// Begins to look at a listener's connections; not at all when it has no keepalive time.
    static PeerWatch start(ListenerContext context) {
        PeerWatch watch = new PeerWatch(context);
        if (watch.periodMillis > 0) {
            watch.looking = watch.timers.scheduleWithFixedDelay(
                    watch::look, watch.periodMillis, watch.periodMillis, TimeUnit.MILLISECONDS);
        }
        return watch;
    }

    private void look() {
        connections.live().forEach(connection -> connection.checkPeer(this));
    }

    /// Asks the kernel about a connection, if there is anything to ask.
    ///
    /// @param unansweredSinceNanos since when something may lie unacknowledged
    Finding check(ConnectionInfo connection, long unansweredSinceNanos) {
        // After this time without an answer a peer is taken for gone, one look before the keepalive time is over.
        long silentMillis = (LOOKS - 1) * periodMillis;
        if (unansweredSinceNanos == Time.NEVER) {
            return Finding.UNDECIDED;
        }
        TcpInfo info = query(connection);
        if (info == null) {
            return Finding.UNDECIDED;
        }
        if (info.sendQueueBytes() == 0) {
            return Finding.ALL_ARRIVED;
        }
        boolean longAgo = Time.nanos() - unansweredSinceNanos >= silentMillis * Time.NANOS_PER_MILLI;
        // A closed window is probed at growing intervals, so there silence alone says little.
        boolean asked = info.unackedSegments() > 0 || info.probes() >= UNANSWERED_PROBES;
        boolean silent = info.lastAckReceivedMillis() >= silentMillis;
        return longAgo && asked && silent ? Finding.VANISHED : Finding.UNDECIDED;
    }

    /// Has what asking needs opened ahead of the first question, yet not so soon that the start takes longer: the first
    /// time the JDK itself needs descriptors for it, and if there were none, it could never ask.
    void openSoon() {
        if (periodMillis > 0) {
            opening = timers.schedule(this::open, OPEN_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void open() {
        ask(null);
    }

    private synchronized @Nullable TcpInfo query(ConnectionInfo connection) {
        return ask(connection);
    }

    private @Nullable TcpInfo ask(@Nullable ConnectionInfo connection) {
        if (unusable) {
            return null;
        }
        try {
            if (diag == null) {
                diag = SockDiag.open();
            }
            return connection == null ? null : diag.query(connection.local(), connection.peer());
        } catch (IOException | LinkageError | RuntimeException e) {
            if (!isScarcity(e)) {
                unusable = true;
                events.on(new ServingEvent.Defect("asking the kernel about connections", e));
            }
            return null;
        }
    }

    /// Whether the next look may have more luck.
    private static boolean isScarcity(Throwable problem) {
        return problem instanceof PosixException failed
                && switch (failed.errno()) {
                    case Errno.EMFILE, Errno.ENFILE, Errno.ENOMEM, Errno.ENOBUFS -> true;
                    default -> false;
                };
    }

    /// Looks no more and frees what it holds; later checks find nothing.
    synchronized void close() {
        unusable = true;
        if (looking != null) {
            looking.cancel(false);
        }
        if (opening != null) {
            opening.cancel(false);
        }
        if (diag != null) {
            diag.close();
        }
    }
}
