package dev.switchboard.client.lines;

import org.jspecify.annotations.Nullable;

/// What became of the messages of a [LinesSender].
///
/// @param counts how far it came
/// @param failure why it was given up, in one line; null when every message was answered
public record SendOutcome(SendCounts counts, @Nullable String failure) {
    /// Whether every message is durable.
    public boolean allStored() {
        return failure == null && counts.stored() == counts.accepted();
    }

    /// How many messages are durable.
    public long stored() {
        return counts.stored();
    }
}
