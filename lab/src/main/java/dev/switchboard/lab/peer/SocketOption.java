package dev.switchboard.lab.peer;

import dev.switchboard.posix.PosixException;
import dev.switchboard.posix.SystemCallSocket;

/// The socket options that experiments set, by the names and numbers of the manual.
///
/// Source: `socket(7)`, `tcp(7)`, `ipv6(7)`; the numbers are those of x86_64 and aarch64.
public enum SocketOption {
    SO_REUSEADDR(1, 2),
    SO_RCVBUF(1, 8),
    /// Whole seconds; 0 makes a close reset the connection.
    SO_LINGER(1, 13),
    /// Milliseconds after which a send for which there is no room gives up with `EAGAIN`.
    SO_SNDTIMEO(1, 21),
    TCP_NODELAY(6, 1),
    TCP_MAXSEG(6, 2),
    TCP_CORK(6, 3),
    /// 0: acknowledgments wait for data to go with, or for the time of 40 to 200 ms.
    TCP_QUICKACK(6, 12),
    /// How often a SYN is sent again before connect fails.
    TCP_SYNCNT(6, 7),
    /// Milliseconds.
    TCP_USER_TIMEOUT(6, 18),
    IPV6_V6ONLY(41, 26);

    private final int level;
    private final int number;

    SocketOption(int level, int number) {
        this.level = level;
        this.number = number;
    }

    void set(SystemCallSocket socket, int value) throws PosixException {
        switch (this) {
            case SO_LINGER -> socket.linger(value);
            case SO_SNDTIMEO -> socket.sendTimeout(value);
            default -> socket.option(level, number, value);
        }
    }
}
