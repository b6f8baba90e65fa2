package dev.switchboard.client.load;

import org.jspecify.annotations.Nullable;

/// What was measured.
///
/// @param counted messages with the right answer in the counted time; where nothing answers, those that the kernel took
/// @param seconds the counted time: until nothing more was to be sent and the last answer had come; where nothing
///     answers, until the server had closed every connection
/// @param latencies of counted messages; empty where nothing answers
/// @param all what became of all messages, those of the warm-up too
/// @param busy share of a core that this process used in the counted time
/// @param fault the first thing that went wrong, in words; text of the server in it is as it came
/// @param stopped whether [Load#stop] ended it
public record LoadResult(
        long counted,
        double seconds,
        Latencies latencies,
        LoadCounts all,
        double busy,
        @Nullable String fault,
        boolean stopped) {
    /// Messages a second.
    public double rate() {
        return seconds > 0 ? counted / seconds : 0;
    }
}
