package dev.switchboard.journal.disk;

import dev.switchboard.message.Batch;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.ProducerId;
import dev.switchboard.message.Sender;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads records of one segment from buffers, whatever the bytes are: nothing that is not exactly what
/// was written passes for a record. Leaves the buffers' positions anywhere. Not thread-safe.
final class RecordDecoder {
    private final Salted salted;
    private byte[] lastChannelBytes = ChannelName.MAIN.bytes();
    private ChannelName lastChannel = ChannelName.MAIN;
    private byte[] lastSenderBytes = {};
    private Sender lastSender = new Sender("");

    RecordDecoder(SegmentHeader segment) {
        this.salted = new Salted(segment.salt());
    }

    /// The head of the record at this index, or null when none begins there.
    @Nullable
    RecordHead head(ByteBuffer bytes, int at) {
        return RecordHead.read(bytes, at, salted);
    }

    /// Whether the record with this head is as it was written; all its bytes must be there.
    boolean isWhole(ByteBuffer bytes, int at, RecordHead head) {
        int crc = salted.of(bytes, at + RecordFormat.HEAD_CRC_AT, at + head.length());
        return bytes.getInt(at + RecordFormat.CRC_AT) == crc
                && (head.isMark() || (endsAreSound(bytes, at, head) && namesAreSound(bytes, at, head)));
    }

    private boolean namesAreSound(ByteBuffer bytes, int at, RecordHead head) {
        return channel(bytes, at, head).isPresent()
                && sender(bytes, at, head).isPresent()
                && (head.producerBytes() == 0 || producer(bytes, at, head).isPresent());
    }

    private static boolean endsAreSound(ByteBuffer bytes, int at, RecordHead head) {
        int ends = at + head.endsAt();
        int last = 0;
        for (int i = 0; i < head.count(); i++) {
            int end = bytes.getInt(ends + i * RecordFormat.END_BYTES);
            if (end < last) {
                return false;
            }
            last = end;
        }
        return last == head.payloadBytes();
    }

    /// The channel of a record; nothing when no channel can be called so.
    Optional<ChannelName> channel(ByteBuffer bytes, int at, RecordHead head) {
        int from = at + RecordFormat.HEAD_BYTES;
        if (!same(lastChannelBytes, bytes, from, head.channelBytes())) {
            byte[] name = copy(bytes, from, head.channelBytes());
            Optional<ChannelName> channel = ChannelName.of(new String(name, StandardCharsets.ISO_8859_1));
            if (channel.isEmpty()) {
                return channel;
            }
            lastChannelBytes = name;
            lastChannel = channel.get();
        }
        return Optional.of(lastChannel);
    }

    /// The producer of a record that has one; nothing when none can be called so.
    Optional<ProducerId> producer(ByteBuffer bytes, int at, RecordHead head) {
        int from = at + RecordFormat.HEAD_BYTES + head.channelBytes() + head.senderBytes();
        return ProducerId.of(new String(copy(bytes, from, head.producerBytes()), StandardCharsets.ISO_8859_1));
    }

    /// The sequence of a whole record that has a producer.
    long sequence(ByteBuffer bytes, int at, RecordHead head) {
        return bytes.getLong(at + head.endsAt() - RecordFormat.SEQUENCE_BYTES);
    }

    /// The batch of a whole record that is no mark.
    Batch batch(ByteBuffer bytes, int at, RecordHead head) {
        int[] ends = new int[head.count()];
        bytes.position(at + head.endsAt());
        bytes.asIntBuffer().get(ends);
        int payloads = at + head.endsAt() + RecordFormat.END_BYTES * head.count();
        return new Batch(
                channel(bytes, at, head).orElseThrow(),
                sender(bytes, at, head).orElseThrow(),
                head.producerBytes() == 0 ? null : producer(bytes, at, head).orElseThrow(),
                head.micros(),
                copy(bytes, payloads, (int) head.payloadBytes()),
                ends,
                ends.length);
    }

    private Optional<Sender> sender(ByteBuffer bytes, int at, RecordHead head) {
        int from = at + RecordFormat.HEAD_BYTES + head.channelBytes();
        if (!same(lastSenderBytes, bytes, from, head.senderBytes())) {
            byte[] utf8 = copy(bytes, from, head.senderBytes());
            String text = new String(utf8, StandardCharsets.UTF_8);
            if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), utf8)) {
                return Optional.empty();
            }
            lastSender = new Sender(text);
            lastSenderBytes = utf8;
        }
        return Optional.of(lastSender);
    }

    private static boolean same(byte[] text, ByteBuffer bytes, int from, int length) {
        return text.length == length && bytes.slice(from, length).equals(ByteBuffer.wrap(text));
    }

    private static byte[] copy(ByteBuffer bytes, int from, int length) {
        byte[] copy = new byte[length];
        bytes.get(from, copy);
        return copy;
    }
}
