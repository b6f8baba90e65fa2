package dev.switchboard.serving;

import dev.switchboard.protocol.CloseReason;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The connections of one listener: admits them up to its limit, tells of their open and close, stops them all.
/// Thread-safe.
final class Connections {
    private static final AtomicLong LAST_ID = new AtomicLong();

    private final String protocol;
    private final Model model;
    private final int connectionsMax;
    private final ServingEvents events;
    private final Set<LiveConnection> live = ConcurrentHashMap.newKeySet();
    private final AtomicInteger admitted = new AtomicInteger();
    private volatile long stopDeadline = Time.NEVER;
    private volatile @Nullable InetSocketAddress lastLocal;

    Connections(String protocol, Model model, int connectionsMax, ServingEvents events) {
        this.protocol = protocol;
        this.model = model;
        this.connectionsMax = connectionsMax;
        this.events = events;
    }

    /// Takes a place for one more connection; [#closed] gives it back. False when all are taken, or at a stop: then
    /// nobody is let in behind the back of [#awaitNone].
    boolean admit() {
        if (admitted.incrementAndGet() <= connectionsMax && !isStopping()) {
            return true;
        }
        unadmit();
        return false;
    }

    private boolean isStopping() {
        return stopDeadline != Time.NEVER;
    }

    /// Gives back a place for a connection that did not come to be opened.
    void unadmit() {
        if (admitted.decrementAndGet() == 0) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /// A description for a connection just accepted.
    ConnectionInfo describe(InetSocketAddress peer, InetSocketAddress local, long pid) {
        return new ConnectionInfo(LAST_ID.incrementAndGet(), peer, shared(local), protocol, model, pid);
    }

    /// Nearly all connections of a listener have the same local address, of which the JDK makes a new one each time.
    private InetSocketAddress shared(InetSocketAddress local) {
        InetSocketAddress last = lastLocal;
        if (last != null && last.equals(local)) {
            return last;
        }
        lastLocal = local;
        return local;
    }

    /// A connection was accepted for which there was no place; the caller closes it. At a stop it is one of those that
    /// are still in the kernel's queue, of which nothing is told either.
    void refused(ConnectionInfo info) {
        if (isStopping()) {
            return;
        }
        events.on(new ServingEvent.ConnectionOpened(info));
        events.on(new ServingEvent.ConnectionClosed(info, CloseReason.LIMIT, 0, 0, 0));
    }

    /// An admitted connection begins. When the listener is stopping it is told so at once.
    void opened(LiveConnection connection) {
        events.on(new ServingEvent.ConnectionOpened(connection.info()));
        live.add(connection);
        if (isStopping()) {
            connection.stop(stopDeadline);
        }
    }

    /// A connection is over; called once for each that was opened.
    void closed(LiveConnection connection, ServingEvent.ConnectionClosed event) {
        live.remove(connection);
        events.on(event);
        unadmit();
    }

    Iterable<LiveConnection> live() {
        return live;
    }

    /// Tells every connection, those of now and those still to come, that the server stops.
    void stop(long deadlineNanos) {
        stopDeadline = deadlineNanos;
        live.forEach(connection -> connection.stop(deadlineNanos));
    }

    /// Cuts what is left of a stop.
    void cut() {
        live.forEach(connection -> connection.cut(CloseReason.SERVER_STOPPED));
    }

    /// Waits until no connection is left.
    ///
    /// @return false when there still are some at the deadline
    synchronized boolean awaitNone(long deadlineNanos) throws InterruptedException {
        while (admitted.get() > 0) {
            long millis = (deadlineNanos - Time.nanos()) / Time.NANOS_PER_MILLI;
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }
}
