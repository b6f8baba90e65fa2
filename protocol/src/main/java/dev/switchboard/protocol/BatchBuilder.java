package dev.switchboard.protocol;

import dev.switchboard.message.Batch;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.ProducerId;
import dev.switchboard.message.Sender;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        clear();
        return batch;
    }

    private void clear() {
        payloads = NO_BYTES;
        ends = NO_ENDS;
        bytes = 0;
        count = 0;
    }

    /// Says which channel a message goes to.
    public interface Chooser {
        /// The channel of the message from `from` to `to` in `bytes`, which is not to be changed.
        ChannelName channel(byte[] bytes, int from, int to);
    }

    /// What was gathered, as one batch for each channel, in the order of their first messages; mostly it is one, and
    /// nothing is copied. There must be something.
    public List<Batch> takeByChannel(Chooser chooser, Sender sender, long epochMicros) {
        ChannelName[] channels = new ChannelName[count];
        boolean one = true;
        for (int i = 0; i < count; i++) {
            channels[i] = chooser.channel(payloads, start(i), ends[i]);
            one &= channels[i].equals(channels[0]);
        }
        if (one) {
            return List.of(take(channels[0], sender, null, epochMicros));
        }
        Map<ChannelName, BatchBuilder> builders = new LinkedHashMap<>();
        ByteBuffer all = ByteBuffer.wrap(payloads);
        for (int i = 0; i < count; i++) {
            builders.computeIfAbsent(channels[i], channel -> new BatchBuilder()).add(all, start(i), ends[i], 0);
        }
        clear();
        List<Batch> batches = new ArrayList<>(builders.size());
        builders.forEach((channel, builder) -> batches.add(builder.take(channel, sender, null, epochMicros)));
        return batches;
    }

    private int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }
}
