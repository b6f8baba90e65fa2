package dev.switchboard.protocol;

import dev.switchboard.message.Batch;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.ProducerId;
import dev.switchboard.message.Sender;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Gathers the messages of one read. Not thread-safe.
public final class BatchBuilder {
    /// Bounds what the receipts of one batch can make of a read full of empty lines.
    public static final int MESSAGES_MAX = 4096;

    private static final int ENDS_INITIAL = 8;
    private static final byte[] NO_BYTES = {};
    private static final int[] NO_ENDS = {};

    private byte[] payloads = NO_BYTES;
    private int[] ends = NO_ENDS;
    private int bytes;
    private int count;

    /// Whether nothing was added since the last [#take].
    public boolean isEmpty() {
        return count == 0;
    }

    /// Whether there are [#MESSAGES_MAX] messages: no more may be added before [#take].
    public boolean isFull() {
        return count == MESSAGES_MAX;
    }

    /// Appends a message, whose bytes are copied.
    ///
    /// @param atLeast how many bytes to make room for when there is no memory yet: what the read may still bring
    public void add(ByteBuffer payload, int atLeast) {
        add(payload, payload.position(), payload.limit(), atLeast);
    }

    /// Appends a message that lies from `from` to `to` in a buffer, whose bytes are copied.
    ///
    /// @param atLeast how many bytes to make room for when there is no memory yet: what the read may still
    ///     bring
    public void add(ByteBuffer bytesOfMany, int from, int to, int atLeast) {
        int length = to - from;
        if (payloads.length - bytes < length) {
            int wanted = payloads.length == 0 ? Math.max(length, atLeast) : bytes + Math.max(length, bytes);
            payloads = Arrays.copyOf(payloads, wanted);
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, Math.max(ENDS_INITIAL, 2 * count));
        }
        bytesOfMany.get(from, payloads, bytes, length);
        bytes += length;
        ends[count++] = bytes;
    }

    /// What was gathered, as one batch, which holds at most twice its payloads; the next begins with nothing.
    public Batch take(ChannelName channel, Sender sender, @Nullable ProducerId producer, long epochMicros) {
        byte[] held = payloads.length / 2 > bytes ? Arrays.copyOf(payloads, bytes) : payloads;
        Batch batch = new Batch(channel, sender, producer, epochMicros, held, ends, count);
        payloads = NO_BYTES;
        ends = NO_ENDS;
        bytes = 0;
        count = 0;
        return batch;
    }
}
