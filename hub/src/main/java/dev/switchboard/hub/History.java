package dev.switchboard.hub;

import dev.switchboard.journal.Journal;
import dev.switchboard.journal.JournalReader;
import dev.switchboard.journal.JournalReader.Found;
import dev.switchboard.message.HubAnswer;
import dev.switchboard.message.HubRequest;
import dev.switchboard.message.StoredBatch;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;

/// The last messages of a channel, read back from the journal.
final class History {
    private final ArrayDeque<HubAnswer> found = new ArrayDeque<>();
    private final int countMax;
    private long bytes;
    private int count;

    private History(int countMax) {
        this.countMax = countMax;
    }

    /// Reads them; blocks on the disk. Of more than [Limits#HISTORY_BYTES_MAX] the oldest are left out.
    static HubAnswer of(Journal journal, HubRequest.Last last) {
        History history = new History(last.count());
        try (JournalReader reader = journal.read(last.channel(), journal.lastOffset(last.channel(), last.count()))) {
            List<Found> next = reader.next(Limits.CATCH_UP_BYTES);
            for (long end = journal.endOffset(); !next.isEmpty(); next = reader.next(Limits.CATCH_UP_BYTES)) {
                next.forEach(history::add);
                if (reader.offset() >= end) {
                    break;
                }
            }
            return new HubAnswer.History(last.channel(), List.copyOf(history.found));
        } catch (IOException e) {
            return new HubAnswer.Failed("the journal cannot be read: " + e.getMessage());
        }
    }

    private void add(Found each) {
        found.add(
                switch (each) {
                    case Found.Messages messages -> new HubAnswer.Delivered(messages.batch());
                    case Found.Gap gap -> new HubAnswer.Lost(gap.missing());
                });
        bytes += cost(found.getLast());
        count += count(found.getLast());
        while ((bytes > Limits.HISTORY_BYTES_MAX && found.size() > 1) || count - count(found.element()) >= countMax) {
            HubAnswer oldest = found.remove();
            bytes -= cost(oldest);
            count -= count(oldest);
        }
        cutOldest();
    }

    /// What came since the offset of the oldest was looked up does not make it longer.
    private void cutOldest() {
        if (count > countMax && found.element() instanceof HubAnswer.Delivered(StoredBatch oldest)) {
            StoredBatch cut = oldest.startingAt(oldest.start() + count - countMax);
            found.remove();
            found.addFirst(new HubAnswer.Delivered(cut));
            bytes -= oldest.payloadBytes() - cut.payloadBytes();
            count = countMax;
        }
    }

    private static int count(HubAnswer answer) {
        return answer instanceof HubAnswer.Delivered delivered
                ? delivered.delivered().count()
                : 0;
    }

    private static long cost(HubAnswer answer) {
        return answer instanceof HubAnswer.Delivered delivered
                ? delivered.delivered().payloadBytes()
                : Limits.MESSAGE_OVERHEAD_BYTES;
    }
}
