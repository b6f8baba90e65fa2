package dev.switchboard.hub;

import dev.switchboard.journal.JournalReader;
import dev.switchboard.journal.JournalReader.Found;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.HubAnswer;
import dev.switchboard.message.HubRequest;
import dev.switchboard.message.StoredBatch;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A cursor into one channel, or into all, that follows the journal. Guarded by its line's monitor, but for reading.
///
/// ```
///            more waits than LIVE_BYTES_MAX
///     LIVE ────────────────────────────────► LAGGING
///  fed from memory  ◄────────────────────  reads the journal at its peer's pace
///                     the end is reached
/// ```
/// A lagging one is not fed at all, so it holds nobody up and no more memory than one read.
final class Subscription {
    private final Hub hub;
    private final Line line;
    private final @Nullable ChannelName channel;
    private final ArrayDeque<Found> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private long next;
    private boolean live;
    private boolean reading;
    private boolean ended;

    /// @param end the offset of the first message that is still to be offered
    Subscription(Hub hub, Line line, @Nullable ChannelName channel, long from, long end) {
        this.hub = hub;
        this.line = line;
        this.channel = channel;
        this.next = from == HubRequest.LIVE ? end : from;
        this.live = next >= end;
    }

    @Nullable
    ChannelName channel() {
        return channel;
    }

    /// The offset that delivery goes on from.
    long next() {
        return next;
    }

    /// On the journal's thread, so that nothing becomes durable between the look at the end and the first offer.
    void start() {
        hub.channels().add(this);
        readIfLagging();
    }

    void end() {
        ended = true;
        hub.channels().remove(this);
    }

    /// On the journal's thread: messages of the channel are durable.
    ///
    /// @param publisher gets no messages of its own
    void offer(StoredBatch stored, @Nullable Line publisher) {
        synchronized (line) {
            if (ended || !live || stored.end() <= next || publisher == line) {
                return;
            }
            if (waitingBytes > Limits.LIVE_BYTES_MAX) {
                live = false; // what waits is taken first; then the journal has the rest
                return;
            }
            add(new Found.Messages(stored.startingAt(next)));
        }
        line.touch();
    }

    /// Takes the next of what waits, or null when nothing does.
    @Nullable
    HubAnswer take() {
        Found first = waiting.poll();
        HubAnswer taken = switch (first) {
            case null -> null;
            case Found.Messages messages -> {
                waitingBytes -= cost(messages.batch());
                next = messages.batch().end();
                yield new HubAnswer.Delivered(messages.batch());
            }
            case Found.Gap gap -> {
                next = gap.missing().to();
                yield new HubAnswer.Lost(gap.missing());
            }
        };
        if (waiting.isEmpty()) {
            readIfLagging();
        } else {
            line.hasMessages(this);
        }
        return taken;
    }

    private void add(Found found) {
        boolean first = waiting.isEmpty();
        waiting.add(found);
        if (found instanceof Found.Messages messages) {
            waitingBytes += cost(messages.batch());
        }
        if (first && !reading) {
            line.hasMessages(this);
        }
    }

    private void readIfLagging() {
        if (!live && !reading && !ended && waiting.isEmpty()) {
            reading = true;
            hub.read(this::read);
        }
    }

    /// Reads the next part of the journal, or finds that there is none and goes live. Nothing is taken meanwhile.
    /// While the disk fails it is tried again.
    private void read() {
        while (!readOnce()) {
            try {
                Thread.sleep(Limits.READ_AGAIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the hub is closed
                return;
            }
            lagAgain(); // what was offered since the failure is in the journal, behind what could not be read
        }
    }

    /// False when the disk failed and there is still somebody to read for.
    private boolean readOnce() {
        try (JournalReader reader = hub.journal().read(channel, next)) {
            List<Found> found = reader.next(Limits.CATCH_UP_BYTES);
            if (found.isEmpty()) {
                goLive(reader);
            } else {
                took(found, reader.offset());
            }
            return true;
        } catch (IOException e) {
            return hasEnded();
        }
    }

    private boolean hasEnded() {
        synchronized (line) {
            return ended;
        }
    }

    /// What becomes durable from now on is offered; what became so before this is in the journal, where one more look
    /// finds it.
    private void goLive(JournalReader reader) throws IOException {
        synchronized (line) {
            next = Math.max(next, reader.offset());
            live = true;
        }
        List<Found> found = reader.next(Limits.CATCH_UP_BYTES);
        synchronized (line) {
            if (found.isEmpty() && live) {
                reading = false;
                if (!waiting.isEmpty() && !ended) {
                    line.hasMessages(this);
                }
            } else {
                lagAgain();
                took(found, reader.offset());
            }
        }
        line.signal();
    }

    private void took(List<Found> found, long offset) {
        synchronized (line) {
            reading = false;
            if (ended) {
                return;
            }
            found.stream().filter(each -> !isOwn(each)).forEach(this::add);
            if (waiting.isEmpty()) {
                next = Math.max(next, offset);
                readIfLagging();
            }
        }
        line.signal();
    }

    private boolean isOwn(Found found) {
        return found instanceof Found.Messages messages
                && line.isOwn(
                        messages.batch().batch().sender(), messages.batch().start());
    }

    private void lagAgain() {
        synchronized (line) {
            live = false;
            waiting.clear();
            waitingBytes = 0;
        }
    }

    private static int cost(StoredBatch batch) {
        return batch.payloadBytes() + Limits.MESSAGE_OVERHEAD_BYTES * batch.count();
    }
}
