package dev.switchboard.protocol.syslog;

import dev.switchboard.message.Batch;
import dev.switchboard.message.HubAnswer;
import dev.switchboard.message.HubRequest;
import dev.switchboard.message.StoredBatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A hub for sessions that only publish: stores in memory and answers at once.
final class Published implements Function<HubRequest, HubAnswer> {
    /// What was stored, `CHANNEL|TEXT` each, one character a byte.
    final List<String> messages = new ArrayList<>();

    /// How many messages each batch has.
    final List<Integer> batches = new ArrayList<>();

    @Override
    public HubAnswer apply(HubRequest request) {
        Batch batch = ((HubRequest.Publish) request).batch();
        StoredBatch stored = new StoredBatch(messages.size(), batch);
        batches.add(batch.count());
        for (int i = 0; i < batch.count(); i++) {
            messages.add(batch.channel() + "|" + StandardCharsets.ISO_8859_1.decode(batch.payload(i)));
        }
        return new HubAnswer.Stored(stored);
    }

    /// What was stored, without the channel.
    List<String> texts() {
        return messages.stream()
                .map(message -> message.substring(message.indexOf('|') + 1))
                .toList();
    }
}
