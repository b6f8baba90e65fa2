package dev.switchboard.serving;

import dev.switchboard.protocol.CloseReason;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// What happens on listeners that somebody may want to know: a closed set.
public sealed interface ServingEvent {
    /// A connection was accepted.
    record ConnectionOpened(ConnectionInfo connection) implements ServingEvent {}

    /// A connection ended. Comes once for every [ConnectionOpened], after it.
    ///
    /// @param readBytes what was read, in bytes; also what came after the session had ended
    /// @param writtenBytes what the kernel took from us, in bytes
    /// @param nanos how long it lasted
    record ConnectionClosed(
            ConnectionInfo connection, CloseReason reason, long readBytes, long writtenBytes, long nanos)
            implements ServingEvent {}

    /// Accepting failed, for want of descriptors or the like; it is tried again after a pause.
    ///
    /// @param pauseMillis the pause
    record AcceptFailed(InetSocketAddress local, String problem, long pauseMillis) implements ServingEvent {}

    /// The kernel threw datagrams away because the listener's receive buffer was full.
    ///
    /// @param dropped since the last event of this kind
    /// @param total since the listener was bound
    record DatagramsDropped(InetSocketAddress local, long dropped, long total) implements ServingEvent {}

    /// Datagrams were not answered, by one of the guards against abuse.
    ///
    /// @param count since the last event of this kind
    record AnswersWithheld(InetSocketAddress local, Withheld why, long count) implements ServingEvent {}

    /// Messages that came in datagrams were not stored, and nobody could be told.
    ///
    /// @param count since the last event of this kind
    /// @param problem why the last of them was not
    record NotStored(InetSocketAddress local, long count, String problem) implements ServingEvent {}

    /// Messages of a connection could not be stored until the server stopped, or too much waited to be, and
    /// nobody could be told.
    ///
    /// @param sender whose they are: the connection's peer, as its messages show it
    /// @param problem why the last of them was not stored
    record MessagesLost(String sender, long count, String problem) implements ServingEvent {}

    /// A socket call begins. Told only where [ServingEvents#wantsCalls()].
    ///
    /// @param id joins it with its [CallEnded]: a number, in a child process the connection's, a point and a number
    /// @param nanos [System#nanoTime()], on Linux one clock (`CLOCK_MONOTONIC`) for all processes of a machine
    /// @param thread its name, without spaces; `virtual-ID` when it has none, `pid-PID/NAME` in a child process
    /// @param call what the manual calls it: `accept`, `recv`, `send`, `shutdown`, `close`, `recvfrom` or `sendto`
    /// @param peer null when a listener's own socket is called, but for `sendto`: whom it answers
    record CallBegan(
            String id,
            long nanos,
            String thread,
            String call,
            InetSocketAddress local,
            @Nullable InetSocketAddress peer)
            implements ServingEvent {}

    /// The call is over. It comes once for every [CallBegan], after it, unless the process is killed.
    ///
    /// @param nanos on the same clock
    /// @param result a count or an address, the error's name, or `closed` when the socket was closed meanwhile
    record CallEnded(String id, long nanos, String result) implements ServingEvent {}

    /// A defect of ours, with its cause; the connection that met it ends with `error`.
    record Defect(String where, Throwable cause) implements ServingEvent {}

    /// Why a datagram got no answer.
    enum Withheld {
        /// Its source port is below 1024, where other services live that answer answers.
        LOW_PORT("source port below 1024"),
        /// Its source had its share of answers in this second.
        RATE("rate of the source"),
        /// The answer would be larger than a datagram can be.
        TOO_LARGE("answer too large"),
        /// The kernel did not take the answer.
        SEND_FAILED("send failed");

        private final String text;

        Withheld(String text) {
            this.text = text;
        }

        /// The reason in words.
        public String text() {
            return text;
        }
    }
}
