package dev.switchboard.cli.search;

import dev.switchboard.client.lines.Delivery;
import dev.switchboard.message.Batch;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.Sender;
import dev.switchboard.message.StoredBatch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Messages that came from a server, as they are in its journal, but for the time, which a server tells in
/// milliseconds.
final class Deliveries {
    private Deliveries() {}

    static StoredBatch message(Delivery delivery) {
        ByteBuffer payload = delivery.payload();
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);
        String sender = delivery.sender();
        boolean fits = sender.getBytes(StandardCharsets.UTF_8).length <= Sender.BYTES_MAX;
        return new StoredBatch(
                delivery.offset(),
                Batch.of(
                        ChannelName.of(delivery.channel()).orElse(ChannelName.MAIN),
                        new Sender(fits ? sender : ""),
                        micros(delivery.time()),
                        bytes));
    }

    private static long micros(String time) {
        try {
            return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
        } catch (DateTimeException _) {
            return 0; // the server's fault; the message counts
        }
    }
}
