package dev.switchboard.message;

/// Messages that are durable, with consecutive offsets. Immutable.
///
/// @param firstOffset the offset of the first message of `batch`; not of the first of this range
/// @param from index in `batch` of the first message meant
/// @param to index in `batch` behind the last message meant; at least one is meant
public record StoredBatch(long firstOffset, Batch batch, int from, int to) {
    /// A whole batch.
    public StoredBatch(long firstOffset, Batch batch) {
        this(firstOffset, batch, 0, batch.count());
    }

    /// The offset of the message at this index of `batch`.
    public long offset(int index) {
        return firstOffset + index;
    }

    /// The offset of the first message meant.
    public long start() {
        return firstOffset + from;
    }

    /// The offset behind the last message meant.
    public long end() {
        return firstOffset + to;
    }

    /// How many messages are meant.
    public int count() {
        return to - from;
    }

    /// The bytes of the payloads meant.
    public int payloadBytes() {
        return batch.end(to - 1) - batch.start(from);
    }

    /// The same without messages below this offset, of which at least one message must remain.
    public StoredBatch startingAt(long offset) {
        return offset <= start() ? this : new StoredBatch(firstOffset, batch, (int) (offset - firstOffset), to);
    }
}
