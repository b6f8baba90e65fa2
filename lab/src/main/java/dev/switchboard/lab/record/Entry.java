package dev.switchboard.lab.record;

import dev.switchboard.posix.TcpState;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// One thing that was seen: a closed set. All times are nanoseconds of the machine's monotonic clock since the run
/// began, on one clock for all processes.
public sealed interface Entry {
    /// When it was seen; for a call, when it began.
    long nanos();

    /// A socket call of a party.
    ///
    /// @param socket what the call is made on, as the party calls it: `s1`, or its local address
    /// @param thread the thread that called
    /// @param name as in the manual: `connect`, `recv`
    /// @param arguments as short text, may be empty: `127.0.0.1:2012`
    /// @param endNanos when it returned, or [#NEVER]
    /// @param result what it returned, as text: `13`, `0 (end)`, `ECONNRESET`; empty while it has not returned
    record Call(
            long nanos,
            Party party,
            String socket,
            String thread,
            String name,
            String arguments,
            long endNanos,
            String result)
            implements Entry {
        /// The end of a call that had not returned when the record ended.
        public static final long NEVER = Long.MAX_VALUE;

        /// The same call as if it had begun then: for whoever looks only from then on.
        public Call from(long since) {
            return new Call(since, party, socket, thread, name, arguments, endNanos, result);
        }

        /// The same call before it came back.
        public Call unreturned() {
            return new Call(nanos, party, socket, thread, name, arguments, NEVER, "");
        }

        /// Whether the call came back.
        public boolean hasReturned() {
            return endNanos != NEVER;
        }

        /// Whether it came back with an error: results of this kind are the error's name.
        public boolean hasFailed() {
            return hasReturned() && result.startsWith("E");
        }
    }

    /// What the kernel says of one end of a TCP connection, or of a listening socket; one entry for each change.
    ///
    /// @param party whose end it is
    /// @param peer the other end; port 0 for a listening socket
    /// @param state null when the kernel knows this end no more
    /// @param receiveQueue bytes not yet read; for a listening socket, connections not yet accepted
    /// @param sendQueue bytes not yet acknowledged; for a listening socket, how many may wait
    /// @param retransmits how often the oldest segment was sent again
    record Kernel(
            long nanos,
            Party party,
            InetSocketAddress local,
            InetSocketAddress peer,
            @Nullable TcpState state,
            long receiveQueue,
            long sendQueue,
            int retransmits)
            implements Entry {
        /// `ESTABLISHED`, or `-` when there is no such end any more.
        public String stateText() {
            return state == null ? "-" : state.name();
        }
    }

    /// A TCP segment on the wire.
    ///
    /// @param flags in the order of the header's words, separated by spaces: `SYN`, `SYN ACK`, `FIN ACK`, `RST`
    /// @param length bytes of data
    record Segment(long nanos, InetSocketAddress from, InetSocketAddress to, String flags, int length)
            implements Entry {}

    /// What the lab itself did: `kill -9 A`, `cut the cable`.
    record Act(long nanos, String what) implements Entry {}

    /// A line that a party's program logged.
    record Said(long nanos, Party party, String line) implements Entry {}
}
