package dev.switchboard.search;

/// In which order messages are found.
public enum Order {
    NEWEST_FIRST,
    OLDEST_FIRST
}
