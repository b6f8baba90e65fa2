package dev.switchboard.journal.disk;

import dev.switchboard.journal.JournalReader;
import dev.switchboard.journal.JournalView;
import dev.switchboard.journal.Publication;
import dev.switchboard.message.Batch;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.Missing;
import dev.switchboard.message.StoredBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A journal in a test, with what it told and a clock that is set by hand.
final class Opened implements AutoCloseable {
    /// Small, so that little is needed to fill a segment.
    static final JournalOptions SMALL = new JournalOptions(Sync.FORCE, Retention.ALL, 64 << 10, 0, 64 << 10, 0);

    final List<JournalEvent> events = new CopyOnWriteArrayList<>();
    final AtomicInteger groups = new AtomicInteger();
    final AtomicLong micros;
    final DiskJournal journal;

    Opened(Disk disk, JournalOptions options) {
        this(disk, options, 0);
    }

    Opened(Disk disk, JournalOptions options, long nowMicros) {
        this.micros = new AtomicLong(nowMicros);
        try {
            this.journal = DiskJournal.open(disk, options, events::add, micros::get, this::groupOver);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void groupOver() {
        groups.incrementAndGet();
        notifyAll();
    }

    /// Waits until there is more than up to this offset.
    synchronized void awaitMoreThan(long offset) throws InterruptedException {
        while (journal.endOffset() <= offset) {
            wait();
        }
    }

    /// Appends, with at most as many on their way as the window has permits. None is refused.
    void append(Batch batch, Semaphore window) {
        window.acquireUninterruptibly();
        journal.append(new Publication() {
            @Override
            public Batch batch() {
                return batch;
            }

            @Override
            public void stored(StoredBatch stored) {
                window.release();
            }

            @Override
            public void refused(String problem) {
                throw new AssertionError(problem);
            }
        });
    }

    Told append(Batch batch) {
        Told told = new Told(batch);
        journal.append(told);
        return told;
    }

    /// Appends each as a batch of its own, and waits for all.
    Opened store(String channel, String... texts) {
        List<Told> told = new ArrayList<>();
        for (String text : texts) {
            told.add(append(Batches.of(channel, text)));
        }
        told.forEach(Told::offset);
        return this;
    }

    /// All that a reader is told, as `OFFSET:TEXT` and `FROM-TO CAUSE`.
    List<String> readAll() {
        return read(null, 0);
    }

    List<String> read(@Nullable ChannelName channel, long offset) {
        return read(journal, channel, offset);
    }

    static List<String> read(JournalView journal, @Nullable ChannelName channel, long offset) {
        try (JournalReader reader = journal.read(channel, offset)) {
            List<String> told = new ArrayList<>();
            for (var found = reader.next(1000); !found.isEmpty(); found = reader.next(1000)) {
                found.forEach(each -> told.addAll(words(each)));
            }
            return told;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> words(JournalReader.Found found) {
        return switch (found) {
            case JournalReader.Found.Messages(StoredBatch batch) -> {
                List<String> words = new ArrayList<>();
                List<String> texts = Batches.texts(batch.batch(), batch.from(), batch.to());
                for (int i = 0; i < texts.size(); i++) {
                    words.add(batch.start() + i + ":" + texts.get(i));
                }
                yield words;
            }
            case JournalReader.Found.Gap(Missing missing) ->
                List.of(missing.from() + "-" + missing.to() + " " + missing.cause());
        };
    }

    @Override
    public void close() {
        journal.close();
    }
}
