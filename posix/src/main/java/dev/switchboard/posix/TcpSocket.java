package dev.switchboard.posix;

import java.net.InetSocketAddress;

/// One TCP socket of the network namespace: an end of a connection, or a listening socket.
///
/// For a listening socket `info.receiveQueueBytes` is how many connections wait to be accepted and
/// `info.sendQueueBytes` how many may. A connection of which the listening side has only answered the SYN is
/// `SYN_RECV`, and the stub of one closed on both ends is `TIME_WAIT` or `FIN_WAIT2`.
///
/// @param local IPv4 also where an IPv6 socket carries it
/// @param peer port 0 for a listening socket
/// @param inode the number in `/proc/PID/fd/N -> socket:[inode]`; 0 when no process has it open any more,
///     or yet
/// @param timer what the kernel waits for next
/// @param timerMillis milliseconds until then; 0 without a timer
public record TcpSocket(
        InetSocketAddress local, InetSocketAddress peer, TcpInfo info, long inode, Timer timer, long timerMillis) {

    /// What the kernel does when a socket's time is over. Source: `idiag_timer` in `sock_diag(7)`.
    public enum Timer {
        NONE,
        /// Sends the oldest unacknowledged segment again.
        RETRANSMIT,
        /// Asks whether the peer is there, or ends an orphan in `FIN_WAIT2`.
        KEEPALIVE,
        /// Forgets the connection.
        TIME_WAIT,
        /// Asks whether the peer's closed window is open again.
        PROBE;

        private static final Timer[] BY_NUMBER = values();

        static Timer of(int number) {
            return number < BY_NUMBER.length ? BY_NUMBER[number] : NONE;
        }
    }

    public TcpState state() {
        return info.state();
    }
}
