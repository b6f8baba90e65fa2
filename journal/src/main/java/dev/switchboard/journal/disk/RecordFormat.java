package dev.switchboard.journal.disk;

import dev.switchboard.message.Batch;

/// Where the parts of a record are: `docs/journal-format.md`, "Record".
final class RecordFormat {
    static final int CRC_AT = 0;
    static final int HEAD_CRC_AT = 4;
    static final int LENGTH_AT = 8;
    static final int COUNT_AT = 12;
    static final int OFFSET_AT = 16;
    static final int MICROS_AT = 24;
    static final int FLAGS_AT = 32;
    static final int CHANNEL_BYTES_AT = 33;
    static final int SENDER_BYTES_AT = 34;
    static final int PRODUCER_BYTES_AT = 35;
    static final int HEAD_BYTES = 36;

    static final int SEQUENCE_BYTES = Long.BYTES;
    static final int END_BYTES = Integer.BYTES;

    static final int FIRST_IN_GROUP = 1;
    static final int MARK = 2;

    /// The longest record; a longer batch is refused.
    static final int LENGTH_MAX = 64 << 20;

    /// The longest name of a channel or producer.
    static final int NAME_BYTES_MAX = 64;

    private RecordFormat() {}

    /// How long the record of a batch is, in bytes; more than [#LENGTH_MAX] when it would be too long.
    static long length(Batch batch) {
        var producer = batch.producer();
        int producerBytes = producer == null ? 0 : producer.text().length() + SEQUENCE_BYTES;
        return HEAD_BYTES
                + batch.channel().bytes().length
                + batch.sender().bytes().length
                + producerBytes
                + (long) END_BYTES * batch.count()
                + batch.payloadBytes();
    }
}
