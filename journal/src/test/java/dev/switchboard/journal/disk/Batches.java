package dev.switchboard.journal.disk;

import dev.switchboard.message.Batch;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.ProducerId;
import dev.switchboard.message.Sender;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Batches for tests.
final class Batches {
    static final Sender SENDER = new Sender("127.0.0.1:50123");

    private Batches() {}

    static ChannelName channel(String name) {
        return ChannelName.of(name).orElseThrow();
    }

    static Batch of(String channel, String... texts) {
        return at(0, channel, texts);
    }

    static Batch at(long epochMicros, String channel, String... texts) {
        return batch(channel(channel), null, epochMicros, texts);
    }

    static Batch from(String producer, String... texts) {
        return batch(ChannelName.MAIN, new ProducerId(producer), 0, texts);
    }

    static Batch barrier() {
        return of("main");
    }

    private static Batch batch(ChannelName channel, @Nullable ProducerId producer, long epochMicros, String... texts) {
        ByteArrayOutputStream payloads = new ByteArrayOutputStream();
        int[] ends = new int[texts.length];
        for (int i = 0; i < texts.length; i++) {
            payloads.writeBytes(texts[i].getBytes(StandardCharsets.UTF_8));
            ends[i] = payloads.size();
        }
        return new Batch(channel, SENDER, producer, epochMicros, payloads.toByteArray(), ends, texts.length);
    }

    /// The messages of a batch as text.
    static List<String> texts(Batch batch, int from, int to) {
        List<String> texts = new ArrayList<>();
        for (int i = from; i < to; i++) {
            texts.add(StandardCharsets.UTF_8.decode(batch.payload(i)).toString());
        }
        return texts;
    }
}
