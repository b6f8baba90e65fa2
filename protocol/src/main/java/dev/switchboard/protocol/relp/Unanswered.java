package dev.switchboard.protocol.relp;

import java.util.ArrayDeque;

/// The messages of each read that are published and not answered. A read's messages go to one channel or to
/// several, each with a batch of its own, which mixes their order; so they are answered together, when the
/// last batch is stored. Not thread-safe.
final class Unanswered {
    /// How many batches each read made, of those that are not answered.
    private final ArrayDeque<Integer> reads = new ArrayDeque<>();

    private int batches;
    private int messages;

    /// A read's messages are published in so many batches, at least one.
    void published(int count) {
        reads.add(count);
    }

    /// The next batch, of so many messages, is stored.
    ///
    /// @return how many messages are to be answered now
    int stored(int count) {
        batches++;
        messages += count;
        if (batches < reads.element()) {
            return 0;
        }
        reads.remove();
        int answered = messages;
        batches = 0;
        messages = 0;
        return answered;
    }
}
