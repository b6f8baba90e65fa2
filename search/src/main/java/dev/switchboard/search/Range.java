package dev.switchboard.search;

/// What the index knows of messages with consecutive offsets.
///
/// @param from the first offset
/// @param to behind the last
/// @param messages how many there are: fewer than offsets where some are missing
/// @param leastMicros the earliest time of arrival
/// @param latestMicros the latest
/// @param severities the bits of those that occur, as in [Severities]
/// @param words those that occur, and more
record Range(
        long from, long to, long messages, long leastMicros, long latestMicros, int severities, BloomFilter words) {
    /// Whether some messages are missing.
    boolean hasGap() {
        return messages < to - from;
    }
}
