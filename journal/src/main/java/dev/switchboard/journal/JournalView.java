package dev.switchboard.journal;

import dev.switchboard.message.ChannelName;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What can be read of a journal, whether it is being written or only its files are there. Thread-safe.
public interface JournalView {
    /// The oldest offset that is kept, or [#endOffset()] when nothing is.
    long startOffset();

    /// The offset that the next message will get. Everything below is durable and can be read.
    long endOffset();

    /// Reads from this offset on, on all channels or on one. Nothing below the start is there to be read, and nothing
    /// at or above [#endOffset()] yet.
    ///
    /// @param channel only messages of this one, or null for all; others' are passed over without being read,
    ///     as far as the index goes
    /// @param offset at least 0
    JournalReader read(@Nullable ChannelName channel, long offset);

    /// The offset of the first message that arrived at this time or later, in microseconds since 1970; the end when
    /// there is none. Where the clock went back, messages from there on may have arrived earlier.
    ///
    /// @throws IOException when the disk fails
    long offsetAt(long epochMicros) throws IOException;
}
