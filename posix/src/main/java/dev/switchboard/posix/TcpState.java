package dev.switchboard.posix;

/// The kernel's state of a TCP connection. Source: RFC 9293 section 3.3.2; numbers in Linux `net/tcp_states.h`.
public enum TcpState {
    ESTABLISHED,
    SYN_SENT,
    SYN_RECV,
    FIN_WAIT1,
    FIN_WAIT2,
    TIME_WAIT,
    CLOSE,
    CLOSE_WAIT,
    LAST_ACK,
    LISTEN,
    CLOSING,
    NEW_SYN_RECV;

    private static final TcpState[] BY_NUMBER = values();

    /// The state with the kernel's number, 1 to 12.
    static TcpState of(int number) {
        return BY_NUMBER[number - 1];
    }
}
