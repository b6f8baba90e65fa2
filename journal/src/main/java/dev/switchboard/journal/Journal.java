package dev.switchboard.journal;

import dev.switchboard.message.ChannelName;
import dev.switchboard.message.ProducerId;
import java.io.IOException;

/// The one ordered sequence of all messages, each with an offset, strictly increasing from 0. Thread-safe.
///
/// **Durable on `stored`**: when a publication is told that it is stored, its messages survive a crash of the program,
/// of the machine, and a power cut (as far as the journal was told to force; see its implementation). What was not
/// told so may be there after a crash or not, but never in part: a message is whole or absent.
public interface Journal extends JournalView, AutoCloseable {
    /// Has a batch appended. Returns at once; never blocks, never calls back from here. The publication is told later,
    /// on the journal's thread, exactly once: in the order of the calls, whatever the outcome. Batches that wait
    /// together are written and forced together.
    ///
    /// An empty batch takes no offset and is told `stored` in its turn, when all before it is decided: a barrier.
    /// After [#close] every publication is refused.
    void append(Publication publication);

    /// Like [#append], but wakes nobody: [#decide] must follow, as soon as the caller holds no lock. Until then
    /// the publication may wait.
    default void enqueue(Publication publication) {
        append(publication);
    }

    /// Sees to it that what was enqueued is decided. A journal may do it here, before it returns: then this
    /// blocks for as long as the disk takes, and the calling thread is the journal's thread meanwhile. To be
    /// called without a lock: publications are told from here, those of others too.
    default void decide() {}

    /// Bytes of payload appended and not yet decided. What it may reach is up to those who append: slow them down.
    long waitingBytes();

    /// The offset from which a channel has `count` messages up to the end, or its first when it has fewer; or
    /// [#endOffset()] when it has none.
    ///
    /// @throws IOException when the disk fails
    long lastOffset(ChannelName channel, int count) throws IOException;

    /// How many durable messages a producer has, as far back as producers are remembered; 0 for an unknown one. Called
    /// from a publication's callback, it is exact for that moment.
    long producerCount(ProducerId producer);

    /// Decides what was appended before, stops, and frees everything.
    @Override
    void close();
}
