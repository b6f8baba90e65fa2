package dev.switchboard.server.lines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.switchboard.journal.Journal;
import dev.switchboard.journal.JournalReader;
import dev.switchboard.journal.JournalReader.Found;
import dev.switchboard.journal.disk.DiskJournal;
import dev.switchboard.journal.disk.JournalOptions;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.StoredBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A message in a journal. In its text a character is a byte.
record StoredMessage(long offset, String sender, String text) {
    private static final int BYTES = 1 << 20;

    /// All of a channel in a directory that no server uses now. Fails when anything in it is lost or damaged.
    static List<StoredMessage> all(Path data, String channel) throws IOException {
        List<StoredMessage> all = new ArrayList<>();
        try (Journal journal = DiskJournal.open(data, JournalOptions.DEFAULT, StoredMessage::refuse, () -> {});
                JournalReader reader = journal.read(ChannelName.of(channel).orElseThrow(), 0)) {
            for (List<Found> found = reader.next(BYTES); !found.isEmpty(); found = reader.next(BYTES)) {
                found.forEach(each -> add(each, all));
            }
        }
        return all;
    }

    private static void refuse(Object event) {
        throw new AssertionError("the journal was not left in order: " + event);
    }

    private static void add(Found found, List<StoredMessage> all) {
        switch (found) {
            case Found.Messages messages -> {
                StoredBatch stored = messages.batch();
                for (int i = stored.from(); i < stored.to(); i++) {
                    String text = ISO_8859_1.decode(stored.batch().payload(i)).toString();
                    all.add(new StoredMessage(
                            stored.offset(i), stored.batch().sender().toString(), text));
                }
            }
            case Found.Gap gap -> throw new AssertionError("lost: " + gap);
        }
    }
}
