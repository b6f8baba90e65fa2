package dev.switchboard.journal.disk;

import dev.switchboard.journal.Publication;
import dev.switchboard.message.Batch;
import dev.switchboard.message.StoredBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A run of a journal on a disk that writes everything down, and when each batch was told to be stored or refused.
final class Recording {
    final ForgetfulDisk disk;
    private final List<Entry> entries = new ArrayList<>();

    Recording(ForgetfulDisk disk) {
        this.disk = disk;
    }

    private static final class Entry implements Publication {
        private final Recording recording;
        private final Batch batch;
        private long offset = -1;
        private int toldAt = Integer.MAX_VALUE;
        private boolean refused;

        Entry(Recording recording, Batch batch) {
            this.recording = recording;
            this.batch = batch;
        }

        @Override
        public Batch batch() {
            return batch;
        }

        @Override
        public void stored(StoredBatch stored) {
            synchronized (recording) {
                offset = stored.firstOffset();
                toldAt = recording.disk.operations();
                recording.notifyAll();
            }
        }

        @Override
        public void refused(String problem) {
            synchronized (recording) {
                refused = true;
                toldAt = recording.disk.operations();
                recording.notifyAll();
            }
        }
    }

    void append(Opened opened, Batch batch) {
        Entry entry = new Entry(this, batch);
        synchronized (this) {
            entries.add(entry);
        }
        opened.journal.append(entry);
    }

    /// Waits until everyone is told.
    synchronized Recording settle() {
        try {
            while (entries.stream().anyMatch(entry -> entry.toldAt == Integer.MAX_VALUE)) {
                wait();
            }
            return this;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// The messages that were told to be stored by then, by offset.
    synchronized Map<Long, String> storedBy(int operations) {
        Map<Long, String> stored = new TreeMap<>();
        for (Entry entry : entries) {
            if (!entry.refused && entry.toldAt <= operations) {
                List<String> texts = Batches.texts(entry.batch, 0, entry.batch.count());
                for (int i = 0; i < texts.size(); i++) {
                    stored.put(entry.offset + i, texts.get(i));
                }
            }
        }
        return stored;
    }

    /// The messages that nobody was told of by then, in the order of appending.
    synchronized List<String> openAt(int operations) {
        List<String> open = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.toldAt > operations) {
                open.addAll(Batches.texts(entry.batch, 0, entry.batch.count()));
            }
        }
        return open;
    }

    /// How many messages were refused.
    synchronized int refused() {
        return entries.stream()
                .filter(entry -> entry.refused)
                .mapToInt(entry -> entry.batch.count())
                .sum();
    }
}
