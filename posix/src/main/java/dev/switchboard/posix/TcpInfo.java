package dev.switchboard.posix;

/// What the kernel knows of one TCP connection at one moment, seen from this end.
///
/// Where the kernel keeps only the stub of a connection, as in `TIME_WAIT`, all numbers are 0.
///
/// Source: Linux `struct tcp_info` and `struct inet_diag_msg`; RFC 9293 for the words.
///
/// @param state where the connection is
/// @param retransmits attempts to send the oldest unacknowledged segment again; 0 once it is acknowledged
/// @param probes unanswered probes of a closed window or of keep-alive
/// @param backoff times that the timer for these was doubled
/// @param unackedSegments segments sent and not acknowledged
/// @param totalRetransmits segments sent again in the connection's life
/// @param roundTripMicros smoothed round trip time in microseconds
/// @param lastDataSentMillis milliseconds since data was last sent or sent again, or since the start
/// @param lastDataReceivedMillis milliseconds since data last came, or since the start
/// @param lastAckReceivedMillis milliseconds since the peer's kernel last acknowledged anything: how long it is silent
/// @param notSentBytes bytes written by the application that have not been sent at all
/// @param receiveQueueBytes bytes received that the application has not read
/// @param sendQueueBytes bytes written by the application that the peer has not acknowledged, sent or not
public record TcpInfo(
        TcpState state,
        int retransmits,
        int probes,
        int backoff,
        long unackedSegments,
        long totalRetransmits,
        long roundTripMicros,
        long lastDataSentMillis,
        long lastDataReceivedMillis,
        long lastAckReceivedMillis,
        long notSentBytes,
        long receiveQueueBytes,
        long sendQueueBytes) {}
