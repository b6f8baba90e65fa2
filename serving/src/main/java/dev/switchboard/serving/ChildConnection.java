package dev.switchboard.serving;

import dev.switchboard.posix.PosixException;
import dev.switchboard.protocol.CloseReason;
import org.jspecify.annotations.Nullable;

/// A connection that a child process serves, as its server sees it. Thread-safe.
final class ChildConnection implements LiveConnection {
    private final ConnectionInfo info;
    private final Child child;
    private final Connections connections;
    private final long openedNanos = Time.nanos();
    private boolean over;
    private @Nullable CloseReason ours;

    ChildConnection(ConnectionInfo info, Child child, Connections connections) {
        this.info = info;
        this.child = child;
        this.connections = connections;
    }

    @Override
    public ConnectionInfo info() {
        return info;
    }

    @Override
    public void stop(long deadlineNanos) {
        decide(CloseReason.SERVER_STOPPED);
        long graceMillis = Math.max(0, (deadlineNanos - Time.nanos()) / Time.NANOS_PER_MILLI);
        try {
            child.send(new ChildMessage.Stop(graceMillis));
        } catch (PosixException e) {
            // It is gone, or about to be: the end of its control channel tells.
        }
    }

    @Override
    public void cut(CloseReason reason) {
        decide(reason);
        child.kill();
    }

    /// The child asks the kernel itself.
    @Override
    public void checkPeer(PeerWatch watch) {}

    /// The child said how its connection ended.
    void closed(ChildMessage.Closed said) {
        end(said.reason(), said.readBytes(), said.writtenBytes(), said.nanos());
    }

    /// The child is gone. If it did not say how its connection ended, it crashed or was killed.
    void lost() {
        CloseReason decided = ours();
        end(decided == null ? CloseReason.ERROR : decided, 0, 0, Time.nanos() - openedNanos);
    }

    /// Whether the server ended the connection, so that the child's death is no news.
    boolean wasCut() {
        return ours() != null;
    }

    private synchronized @Nullable CloseReason ours() {
        return ours;
    }

    private synchronized void decide(CloseReason reason) {
        if (ours == null) {
            ours = reason;
        }
    }

    private void end(CloseReason reason, long readBytes, long writtenBytes, long nanos) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        connections.closed(this, new ServingEvent.ConnectionClosed(info, reason, readBytes, writtenBytes, nanos));
    }
}
