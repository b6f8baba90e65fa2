package dev.switchboard.journal.disk;

import dev.switchboard.message.Batch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Puts records of one segment into a buffer, at its position, which moves. Not thread-safe. Copies arrays as a whole:
/// nothing is done for each message.
final class RecordEncoder {
    private final Salted salted;

    RecordEncoder(SegmentHeader segment) {
        this.salted = new Salted(segment.salt());
    }

    /// @param sequence the number of the first message among all of the producer, if there is one
    void put(ByteBuffer out, Batch batch, long offset, long sequence, int flags) {
        int start = out.position();
        var producer = batch.producer();
        byte[] channel = batch.channel().bytes();
        byte[] sender = batch.sender().bytes();
        byte[] producerBytes = producer == null ? new byte[0] : producer.text().getBytes(StandardCharsets.US_ASCII);
        out.position(start + RecordFormat.HEAD_BYTES);
        out.put(channel).put(sender).put(producerBytes);
        if (producer != null) {
            out.putLong(sequence);
        }
        int count = batch.count();
        for (int i = 0; i < count; i++) {
            out.putInt(batch.end(i));
        }
        out.put(batch.payloads(), 0, batch.payloadBytes());
        out.putInt(start + RecordFormat.COUNT_AT, count);
        out.putLong(start + RecordFormat.OFFSET_AT, offset);
        out.putLong(start + RecordFormat.MICROS_AT, batch.epochMicros());
        out.put(start + RecordFormat.FLAGS_AT, (byte) flags);
        out.put(start + RecordFormat.CHANNEL_BYTES_AT, (byte) channel.length);
        out.put(start + RecordFormat.SENDER_BYTES_AT, (byte) sender.length);
        out.put(start + RecordFormat.PRODUCER_BYTES_AT, (byte) producerBytes.length);
        seal(out, start);
    }

    /// A record without a message: what is before it is complete.
    void putMark(ByteBuffer out, long offset, long micros) {
        int start = out.position();
        out.position(start + RecordFormat.HEAD_BYTES);
        out.putInt(start + RecordFormat.COUNT_AT, 0);
        out.putLong(start + RecordFormat.OFFSET_AT, offset);
        out.putLong(start + RecordFormat.MICROS_AT, micros);
        out.putInt(start + RecordFormat.FLAGS_AT, 0);
        out.put(start + RecordFormat.FLAGS_AT, (byte) (RecordFormat.MARK | RecordFormat.FIRST_IN_GROUP));
        seal(out, start);
    }

    private void seal(ByteBuffer out, int start) {
        int end = out.position();
        out.putInt(start + RecordFormat.LENGTH_AT, end - start);
        int headFrom = start + RecordFormat.LENGTH_AT;
        out.putInt(start + RecordFormat.HEAD_CRC_AT, salted.of(out, headFrom, start + RecordFormat.HEAD_BYTES));
        out.putInt(start + RecordFormat.CRC_AT, salted.of(out, start + RecordFormat.HEAD_CRC_AT, end));
    }
}
