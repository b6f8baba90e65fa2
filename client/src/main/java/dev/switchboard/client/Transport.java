package dev.switchboard.client;

/// What carries the bytes.
public enum Transport {
    /// A stream in both directions, in order, with an orderly end.
    TCP,
    /// Datagrams: each arrives whole or not at all, in any order, and nothing tells the end.
    UDP
}
