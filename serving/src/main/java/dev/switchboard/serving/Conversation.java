package dev.switchboard.serving;

import dev.switchboard.hub.Hub;
import dev.switchboard.hub.Line;
import dev.switchboard.message.HubAnswer;
import dev.switchboard.message.HubRequest;
import dev.switchboard.message.Sender;
import dev.switchboard.protocol.CloseReason;
import dev.switchboard.protocol.Session;
import dev.switchboard.protocol.Turn;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One connection's session, its verdict, its counters and its deadlines: all of a connection that does not
/// depend on how bytes are read and written. Not thread-safe: the driver guards it.
///
/// ```
///  TALKING ──a reason is decided──► PAYING ──all output written──► LINGERING ──end of input──► over
///     the session is called         input is read and dropped      output is half-closed
///                                   └──────────── at the deadline the driver cuts ───────────┘
/// ```
/// Lingering keeps the last reply alive: closing while unread input is left makes the kernel send RST, which
/// throws away what the peer has not read yet (RFC 9112 section 9.6 has the same advice).
final class Conversation {
    private enum State {
        TALKING,
        PAYING,
        LINGERING
    }

    final ConnectionInfo info;
    final Verdict verdict = new Verdict();
    private final Session session;
    private final @Nullable Hub hub;
    private final Runnable answersReady;
    private final long idleNanos;
    private final long openedNanos = Time.nanos();
    private @Nullable Line line;
    private @Nullable Deciding deciding;
    private State state = State.TALKING;
    private boolean inputOver;
    private boolean stopping;
    private long readBytes;
    private long writtenBytes;
    private long progressNanos = openedNanos;
    private long unansweredSinceNanos = Time.NEVER;
    private long wakeAt = Time.NEVER;
    private long cutAt = Time.NEVER;

    /// @param answersReady told, on any thread, that [#takeAnswers] has something to do; must not block
    Conversation(ConnectionInfo info, ListenerContext context, Runnable answersReady) {
        this.info = info;
        this.session = context.protocol().open(AddressText.peer(info.peer()));
        this.hub = context.hub();
        this.answersReady = answersReady;
        this.idleNanos = context.options().idleMillis() * Time.NANOS_PER_MILLI;
    }

    void opened(Turn turn) {
        begin(turn, 0);
        session.opened(turn);
        end(turn);
    }

    /// What one read brought. Dropped when the conversation is ending.
    ///
    /// @param waitingBytes output of this connection that is not written yet
    void received(ByteBuffer bytes, int waitingBytes, Turn turn) {
        readBytes += bytes.remaining();
        begin(turn, waitingBytes);
        progressNanos = turn.nanos();
        if (state == State.TALKING) {
            session.received(bytes, turn);
            end(turn);
        }
    }

    /// Like [#received], but what the session asks of the hub is only prepared.
    void received(ByteBuffer bytes, int waitingBytes, Turn turn, Deciding later) {
        deciding = later;
        try {
            received(bytes, waitingBytes, turn);
        } finally {
            deciding = null;
        }
    }

    /// A read found the end of the stream. After a reset that a write has seen it is no end to the session: what it has
    /// of a last message is the part that happened to arrive.
    void inputEnded(int waitingBytes, Turn turn) {
        inputOver = true;
        verdict.endOfStream();
        begin(turn, waitingBytes);
        if (state == State.TALKING && !verdict.isCut()) {
            session.inputEnded(turn);
            end(turn);
        }
    }

    /// Has the session called with what the hub has for it, up to as much output as may wait.
    ///
    /// @param waitingBytes output that was taken from the turn and is not written yet
    /// @param dropped whether output goes nowhere any more; the session is called all the same, for what it stores
    void takeAnswers(int waitingBytes, boolean dropped, Turn turn) {
        Line asked = line;
        if (asked != null && dropped) {
            asked.stopDelivering();
        }
        while (asked != null
                && state == State.TALKING
                && waitingBytes + turn.output().position() <= Limits.OUTBOX_BYTES_HIGH) {
            HubAnswer answer = asked.poll();
            if (answer == null) {
                return;
            }
            begin(turn, waitingBytes);
            session.answered(answer, turn);
            end(turn);
            if (dropped) {
                turn.clearOutput();
            }
        }
    }

    /// Whether so much is owed to the session that its peer should not be read. Not when the conversation is ending:
    /// then nothing more is taken, and the end of input is waited for.
    boolean isBehind() {
        return state == State.TALKING && line != null && line.isBehind();
    }

    /// The server stops: from now on the peer has until the deadline, however the conversation ends, unless it
    /// was turned away before.
    void stop(long deadlineNanos, int waitingBytes, Turn turn) {
        stopping = true;
        begin(turn, waitingBytes);
        if (state == State.TALKING) {
            session.stopping(turn);
            end(turn);
        }
        cutAt = Math.min(cutAt, deadlineNanos);
    }

    /// Does what is due by now.
    ///
    /// @return true when the connection must be cut: the reason is decided
    boolean due(int waitingBytes, Turn turn) {
        begin(turn, waitingBytes);
        long now = turn.nanos();
        if (now >= cutAt) {
            verdict.decide(CloseReason.SERVER_STOPPED);
            return true;
        }
        if (idleNanos > 0 && now - progressNanos >= idleNanos) {
            if (waitingBytes > 0) {
                verdict.decide(CloseReason.TOO_SLOW);
                return true;
            }
            decide(CloseReason.IDLE, now);
        }
        if (state == State.TALKING && now >= wakeAt) {
            wakeAt = Time.NEVER;
            session.due(turn);
            end(turn);
        }
        return false;
    }

    /// When [#due] wants to be called next, or [Time#NEVER].
    long nextDue() {
        long idleAt = idleNanos > 0 && state != State.LINGERING ? progressNanos + idleNanos : Time.NEVER;
        return Math.min(cutAt, Math.min(idleAt, state == State.TALKING ? wakeAt : Time.NEVER));
    }

    /// The kernel took bytes, at about this monotonic time.
    void wrote(int bytes, long now) {
        writtenBytes += bytes;
        progressNanos = now;
        if (unansweredSinceNanos == Time.NEVER) {
            unansweredSinceNanos = now;
        }
    }

    /// No output waits any more.
    ///
    /// @return true when the driver must half-close now
    boolean paid() {
        if (state != State.PAYING) {
            return false;
        }
        state = State.LINGERING;
        lingerFrom(Time.nanos());
        return true;
    }

    /// Whether nothing is left to do: all is said, and the peer has ended its side.
    boolean isOver() {
        return state == State.LINGERING && inputOver;
    }

    /// Whether a reason is decided and only output, if any, remains.
    boolean isEnding() {
        return state != State.TALKING;
    }

    boolean isInputOver() {
        return inputOver;
    }

    /// Since when something we wrote may lie unacknowledged, or [Time#NEVER].
    long unansweredSinceNanos() {
        return unansweredSinceNanos;
    }

    long writtenBytes() {
        return writtenBytes;
    }

    /// The kernel said that all has arrived, when `written` bytes were written.
    void answered(long written) {
        if (written == writtenBytes) {
            unansweredSinceNanos = Time.NEVER;
        }
    }

    /// What is told when the connection is over; ends its line to the hub. Called once.
    ServingEvent.ConnectionClosed closedEvent() {
        if (line != null) {
            line.close();
        }
        return new ServingEvent.ConnectionClosed(
                info, verdict.reason(), readBytes, writtenBytes, Time.nanos() - openedNanos);
    }

    private static void begin(Turn turn, int waitingBytes) {
        turn.begin(Time.epochMicros(), Time.nanos(), waitingBytes > Limits.OUTBOX_BYTES_HIGH);
    }

    private void end(Turn turn) {
        wakeAt = turn.wakeAtAfter(wakeAt);
        List<HubRequest> requests = turn.requests();
        for (int i = 0; i < requests.size(); i++) {
            ask(requests.get(i));
        }
        CloseReason reason = turn.closeReason();
        if (reason != null) {
            decide(reason, turn.nanos());
        }
    }

    private void ask(HubRequest request) {
        Line asked = lineFor(request);
        if (deciding == null) {
            asked.request(request);
        } else {
            deciding.ask(asked, request);
        }
    }

    /// The line, which is opened by the first request. Most publish, and then the session has the sender already.
    private Line lineFor(HubRequest request) {
        if (line == null) {
            Hub asked = Objects.requireNonNull(hub, "the protocol asks a hub and there is none");
            Sender sender = request instanceof HubRequest.Publish publish
                    ? publish.batch().sender()
                    : new Sender(AddressText.of(info.peer()));
            line = asked.line(sender, answersReady);
        }
        return line;
    }

    /// A peer that half-closed may take its time to read the rest; one that we turn away may not.
    private void decide(CloseReason reason, long now) {
        verdict.decide(reason);
        if (state == State.TALKING) {
            state = State.PAYING;
            if (reason != CloseReason.PEER_CLOSED) {
                lingerFrom(now);
            }
        }
    }

    private void lingerFrom(long now) {
        if (!stopping) {
            cutAt = Math.min(cutAt, now + Limits.LINGER_MILLIS * Time.NANOS_PER_MILLI);
        }
    }
}
