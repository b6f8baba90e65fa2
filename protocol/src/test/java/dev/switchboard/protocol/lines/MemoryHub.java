package dev.switchboard.protocol.lines;

import dev.switchboard.message.Batch;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.HubAnswer;
import dev.switchboard.message.HubRequest;
import dev.switchboard.message.StoredBatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A hub for one session: stores in memory, with offsets from 0, and answers at once.
public final class MemoryHub implements Function<HubRequest, HubAnswer> {
    /// What was stored, `CHANNEL|SENDER|PRODUCER|TEXT` each, one character a byte.
    public final List<String> stored = new ArrayList<>();

    private final List<StoredBatch> batches = new ArrayList<>();

    @Override
    public HubAnswer apply(HubRequest request) {
        return switch (request) {
            case HubRequest.Publish publish -> store(publish.batch());
            case HubRequest.Follow follow -> new HubAnswer.Followed(follow.reply());
            case HubRequest.Listen listen ->
                new HubAnswer.Listening(
                        listen.channel(), listen.from() == HubRequest.LIVE ? stored.size() : listen.from());
            case HubRequest.Unlisten unlisten -> new HubAnswer.NotListening(unlisten.channel());
            case HubRequest.Last last -> new HubAnswer.History(last.channel(), last(last.channel(), last.count()));
            case HubRequest.Search search -> search(search.query());
            case HubRequest.Resume resume -> new HubAnswer.Resumed(resume.producer(), 7);
            case HubRequest.Who who -> new HubAnswer.Present(List.of("127.0.0.1:1 lines", "127.0.0.1:2 echo"));
        };
    }

    private HubAnswer store(Batch batch) {
        StoredBatch done = new StoredBatch(stored.size(), batch);
        batches.add(done);
        for (int i = 0; i < batch.count(); i++) {
            String payload =
                    StandardCharsets.ISO_8859_1.decode(batch.payload(i)).toString();
            stored.add(batch.channel() + "|" + batch.sender() + "|" + batch.producer() + "|" + payload);
        }
        return new HubAnswer.Stored(done);
    }

    /// Knows two queries: ` all`, and ` some` that has more.
    private HubAnswer search(String query) {
        return switch (query) {
            case " all" -> new HubAnswer.Found(last(ChannelName.MAIN, 10), stored.size(), "");
            case " some" -> new HubAnswer.Found(last(ChannelName.MAIN, 1), 1, "before=1");
            default -> new HubAnswer.Failed("cannot find" + query);
        };
    }

    private List<HubAnswer> last(ChannelName channel, int count) {
        List<HubAnswer> all = new ArrayList<>();
        for (StoredBatch batch : batches) {
            for (int i = 0; i < batch.count() && batch.batch().channel().equals(channel); i++) {
                all.add(new HubAnswer.Delivered(new StoredBatch(batch.firstOffset(), batch.batch(), i, i + 1)));
            }
        }
        return all.subList(Math.max(0, all.size() - count), all.size());
    }
}
