package dev.switchboard.journal.disk;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The fixed part of a record whose CRC of the head is right.
///
/// @param length of the whole record, in bytes
/// @param count of messages; 0 for a mark
/// @param offset of the first message
/// @param micros when they arrived, since 1970
record RecordHead(
        int length,
        int count,
        long offset,
        long micros,
        int flags,
        int channelBytes,
        int senderBytes,
        int producerBytes) {
    /// The head at this index, or null when there is none; [RecordFormat#HEAD_BYTES] must be there. Leaves the
    /// buffer's position anywhere.
    static @Nullable RecordHead read(ByteBuffer bytes, int at, Salted salted) {
        int length = bytes.getInt(at + RecordFormat.LENGTH_AT);
        if (length < RecordFormat.HEAD_BYTES || length > RecordFormat.LENGTH_MAX) {
            return null;
        }
        int crc = salted.of(bytes, at + RecordFormat.LENGTH_AT, at + RecordFormat.HEAD_BYTES);
        if (bytes.getInt(at + RecordFormat.HEAD_CRC_AT) != crc) {
            return null;
        }
        RecordHead head = new RecordHead(
                length,
                bytes.getInt(at + RecordFormat.COUNT_AT),
                bytes.getLong(at + RecordFormat.OFFSET_AT),
                bytes.getLong(at + RecordFormat.MICROS_AT),
                bytes.get(at + RecordFormat.FLAGS_AT) & 0xff,
                bytes.get(at + RecordFormat.CHANNEL_BYTES_AT) & 0xff,
                bytes.get(at + RecordFormat.SENDER_BYTES_AT) & 0xff,
                bytes.get(at + RecordFormat.PRODUCER_BYTES_AT) & 0xff);
        return head.isSound() ? head : null;
    }

    private boolean isSound() {
        return offset >= 0 && (isMark() ? isSoundMark() : isSoundBatch());
    }

    private boolean isSoundMark() {
        return flags == (RecordFormat.MARK | RecordFormat.FIRST_IN_GROUP)
                && count == 0
                && length == RecordFormat.HEAD_BYTES
                && channelBytes + senderBytes + producerBytes == 0;
    }

    private boolean isSoundBatch() {
        return count > 0
                && (flags & ~RecordFormat.FIRST_IN_GROUP) == 0
                && channelBytes > 0
                && channelBytes <= RecordFormat.NAME_BYTES_MAX
                && producerBytes <= RecordFormat.NAME_BYTES_MAX
                && payloadBytes() >= 0
                && offset + count > 0;
    }

    boolean isMark() {
        return (flags & RecordFormat.MARK) != 0;
    }

    boolean isFirstInGroup() {
        return (flags & RecordFormat.FIRST_IN_GROUP) != 0;
    }

    /// Behind the offset of the last message.
    long end() {
        return offset + count;
    }

    /// Where, from the record's beginning, the ends of the messages are.
    int endsAt() {
        int sequence = producerBytes == 0 ? 0 : RecordFormat.SEQUENCE_BYTES;
        return RecordFormat.HEAD_BYTES + channelBytes + senderBytes + producerBytes + sequence;
    }

    /// How long all messages together are; negative if the lengths contradict each other.
    long payloadBytes() {
        return length - endsAt() - (long) RecordFormat.END_BYTES * count;
    }
}
