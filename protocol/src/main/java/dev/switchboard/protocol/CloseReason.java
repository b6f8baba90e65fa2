package dev.switchboard.protocol;

/// Why a connection ended: a closed set, one word each, the same in the log, on channels and in the console.
///
/// A connection has exactly one reason. What its two directions saw is brought to agreement by the serving side.
public enum CloseReason {
    /// The peer ended its side in good order (FIN).
    PEER_CLOSED("peer-closed"),
    /// The peer, or its kernel, cut the connection (RST).
    PEER_RESET("peer-reset"),
    /// Nothing is heard from the peer's machine any more: keepalive, unacknowledged data or heart-beat.
    PEER_VANISHED("peer-vanished"),
    /// Neither side sent anything for the listener's `idle` time, and nothing was waiting to be sent.
    IDLE("idle"),
    /// The peer took nothing of what waits for it for the listener's `idle` time, or too little.
    TOO_SLOW("too-slow"),
    /// The peer broke the rules of the protocol.
    PROTOCOL_ERROR("protocol-error"),
    /// A named limit was reached: a message's size, the number of connections.
    LIMIT("limit"),
    /// The server is going down.
    SERVER_STOPPED("server-stopped"),
    /// Our fault: a defect, a lost child process, a local failure.
    ERROR("error");

    private final String word;

    CloseReason(String word) {
        this.word = word;
    }

    /// The word that users see and scripts match.
    public String word() {
        return word;
    }

    /// The reason with this word.
    ///
    /// @throws IllegalArgumentException when no reason has it
    public static CloseReason ofWord(String word) {
        for (CloseReason reason : values()) {
            if (reason.word.equals(word)) {
                return reason;
            }
        }
        throw new IllegalArgumentException("no close reason is called " + word);
    }
}
