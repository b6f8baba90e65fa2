package dev.switchboard.search;

import dev.switchboard.message.ChannelName;
import org.jspecify.annotations.Nullable;

/// What is searched for: messages that all of this is true of. Immutable.
///
/// @param channel null for all channels
/// @param fromMicros arrived at this time or later, in microseconds since 1970; the least number when it does not
/// matter
/// @param toMicros arrived before this time; the greatest number when it does not matter
/// @param severities of syslog; a message that has none is found only by [Severities#ANY]
/// @param host the name of the host in the message, in any case, or, where the message names none, the address of its
///     sender; null for all
/// @param text what its text has
public record Query(
        @Nullable ChannelName channel,
        long fromMicros,
        long toMicros,
        Severities severities,
        @Nullable String host,
        WantedText text) {
    /// All messages.
    public static final Query EVERYTHING =
            new Query(null, Long.MIN_VALUE, Long.MAX_VALUE, Severities.ANY, null, new WantedText.Anything());
}
