package dev.switchboard.protocol.lines;

/// Which messages are answered once they are durable.
public enum Receipts {
    /// Every one, by its own receipt.
    EACH,
    /// The last one, at the end of input: its receipt says that all before are durable too.
    LAST,
    /// None: nothing is ever said about a message.
    NONE
}
