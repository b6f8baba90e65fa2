package dev.switchboard.journal.disk;

import dev.switchboard.message.ProducerId;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// The file `producers`: what would be forgotten with the segments that retention removes.
final class ProducersFile {
    private static final long MAGIC = SegmentHeader.word("SWBDPROD");
    private static final int VERSION = 1;

    /// A name of at least one byte, its length, and two numbers.
    private static final int BYTES_EACH_MIN = 18;

    private ProducersFile() {}

    static void write(Disk disk, Producers producers) throws IOException {
        Growing out = new Growing().putLong(MAGIC).putInt(VERSION);
        put(out, producers);
        CheckedFile.write(disk, FileNames.PRODUCERS, out.toBuffer());
    }

    /// Nothing when there is no valid one.
    static Optional<Producers> read(Disk disk) throws IOException {
        Optional<ByteBuffer> bytes = CheckedFile.read(disk, FileNames.PRODUCERS);
        try {
            return bytes.filter(in -> in.getLong() == MAGIC && in.getInt() == VERSION)
                    .map(ProducersFile::get);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static void put(Growing out, Producers producers) {
        Map<ProducerId, Producers.Known> all = producers.all();
        out.putInt(all.size());
        all.forEach((producer, known) -> out.putName(producer.text().getBytes(StandardCharsets.US_ASCII))
                .putLong(known.count())
                .putLong(known.micros()));
    }

    static Producers get(ByteBuffer in) {
        Producers producers = new Producers();
        int count = Growing.count(in, BYTES_EACH_MIN);
        for (int i = 0; i < count; i++) {
            producers.heard(IndexFile.producer(Growing.name(in)), in.getLong(), in.getLong());
        }
        return producers;
    }
}
