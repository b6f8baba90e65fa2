package dev.switchboard.search;

import dev.switchboard.message.Batch;
import dev.switchboard.message.StoredBatch;

/// Messages without the batch that they came in, which may be much larger.
final class Single {
    private Single() {}

    /// The message at this index alone.
    static StoredBatch of(StoredBatch stored, int index) {
        Batch all = stored.batch();
        if (all.count() == 1) {
            return stored;
        }
        int length = all.end(index) - all.start(index);
        byte[] payload = new byte[length];
        System.arraycopy(all.payloads(), all.start(index), payload, 0, length);
        Batch one = new Batch(
                all.channel(), all.sender(), all.producer(), all.epochMicros(), payload, new int[] {length}, 1);
        return new StoredBatch(stored.offset(index), one);
    }
}
