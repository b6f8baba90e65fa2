package dev.switchboard.message;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Messages of one sender on one channel that arrived together: what one read brought. The unit of publishing,
/// journaling, acknowledging and delivering. Immutable; shared between threads without copying.
///
/// All payloads lie in one array, one behind the other: message `i` from `start(i)` to `end(i)`.
public final class Batch {
    private final ChannelName channel;
    private final Sender sender;
    private final @Nullable ProducerId producer;
    private final long epochMicros;
    private final byte[] payloads;
    private final int[] ends;
    private final int count;

    /// Takes over the arrays; the caller must not change them any more.
    ///
    /// @param producer the sender's name across connections, if it gave one
    /// @param epochMicros when the messages arrived, in microseconds since 1970
    /// @param ends where in `payloads` each message ends; the first `count` entries count
    public Batch(
            ChannelName channel,
            Sender sender,
            @Nullable ProducerId producer,
            long epochMicros,
            byte[] payloads,
            int[] ends,
            int count) {
        this.channel = channel;
        this.sender = sender;
        this.producer = producer;
        this.epochMicros = epochMicros;
        this.payloads = payloads;
        this.ends = ends;
        this.count = count;
    }

    /// A batch of one message, whose bytes are copied.
    public static Batch of(ChannelName channel, Sender sender, long epochMicros, byte[] payload) {
        return new Batch(channel, sender, null, epochMicros, payload.clone(), new int[] {payload.length}, 1);
    }

    /// The channel of all its messages.
    public ChannelName channel() {
        return channel;
    }

    /// Who sent them, as messages show it.
    public Sender sender() {
        return sender;
    }

    /// The sender's name across connections, or null when it gave none.
    public @Nullable ProducerId producer() {
        return producer;
    }

    /// When the messages arrived, in microseconds since 1970.
    public long epochMicros() {
        return epochMicros;
    }

    /// How many messages these are.
    public int count() {
        return count;
    }

    /// The bytes of all payloads together.
    public int payloadBytes() {
        return count == 0 ? 0 : ends[count - 1];
    }

    /// The array that holds all payloads. Not to be changed.
    public byte[] payloads() {
        return payloads;
    }

    /// Where message `index`, from 0, begins in [#payloads()].
    public int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    /// Where message `index`, from 0, ends in [#payloads()], exclusive.
    public int end(int index) {
        return ends[index];
    }

    /// A read-only view of message `index`, from 0.
    public ByteBuffer payload(int index) {
        return ByteBuffer.wrap(payloads, start(index), end(index) - start(index))
                .asReadOnlyBuffer();
    }
}
