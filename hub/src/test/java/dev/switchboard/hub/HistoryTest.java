package dev.switchboard.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.journal.Journal;
import dev.switchboard.journal.Publication;
import dev.switchboard.message.Batch;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.HubAnswer;
import dev.switchboard.message.HubRequest;
import dev.switchboard.message.Sender;
import dev.switchboard.message.StoredBatch;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The last messages are as many as asked for, whatever is stored while they are read.
class HistoryTest {
    private final MemoryJournal journal = new MemoryJournal(() -> {});

    @Test
    void whatIsStoredMeanwhileDoesNotMakeItLonger() {
        store(3);
        Journal busy = (Journal) Proxy.newProxyInstance(
                Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (proxy, method, arguments) -> {
                    Object result = method.invoke(journal, arguments);
                    if (method.getName().equals("lastOffset")) {
                        store(4);
                        store(1);
                    }
                    return result;
                });
        assertThat(offsets(busy, 2)).containsExactly(6L, 7L);
        assertThat(offsets(busy, 1)).containsExactly(12L);
    }

    @Test
    void thereMayBeFewer() {
        store(3);
        assertThat(offsets(journal, 10)).containsExactly(0L, 1L, 2L);
        assertThat(offsets(journal, 2)).containsExactly(1L, 2L);
    }

    private static List<Long> offsets(Journal journal, int count) {
        HubAnswer answer = History.of(journal, new HubRequest.Last(ChannelName.MAIN, count));
        assertThat(answer).isInstanceOf(HubAnswer.History.class);
        return ((HubAnswer.History) answer)
                .items().stream()
                        .map(item -> ((HubAnswer.Delivered) item).delivered())
                        .flatMap(batch ->
                                IntStream.range(batch.from(), batch.to()).mapToObj(batch::offset))
                        .toList();
    }

    private void store(int messages) {
        int[] ends = IntStream.rangeClosed(1, messages).toArray();
        Batch batch = new Batch(
                ChannelName.MAIN, new Sender("s"), null, 0, "x".repeat(messages).getBytes(UTF_8), ends, messages);
        journal.append(new Publication() {
            @Override
            public Batch batch() {
                return batch;
            }

            @Override
            public void stored(StoredBatch stored) {}

            @Override
            public void refused(String problem) {}
        });
        journal.commit();
    }
}
