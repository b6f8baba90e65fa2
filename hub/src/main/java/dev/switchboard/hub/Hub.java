package dev.switchboard.hub;

import dev.switchboard.journal.Journal;
import dev.switchboard.message.Batch;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.ProducerId;
import dev.switchboard.message.Sender;
import dev.switchboard.message.StoredBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Publishes what sessions send and delivers it to all who listen: both only after the force. Thread-safe.
///
/// Each connection has a [Line] to it. What happens in the order of the journal, happens on the journal's thread: the
/// receipts, the deliveries, and each request in its turn. Nothing there blocks or runs a session: a line is only
/// told that there is something, once for each group that was forced together.
public final class Hub implements AutoCloseable {
    private final Journal journal;
    private final Searches searches;
    private final Roster roster = new Roster();
    private final Channels channels = new Channels();
    private final ConcurrentHashMap<ProducerId, Line> producers = new ConcurrentHashMap<>();
    private final AtomicInteger openLines = new AtomicInteger();
    private final Patience patience;
    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Line> touched = new ArrayList<>(); // confined to the journal's thread

    private Hub(JournalOpener opener, Losses losses, SearcherOpener searcher) throws IOException {
        this.patience = new Patience(losses, this::read);
        this.journal = opener.open(this::signalTouched);
        this.searches = new Searches(searcher.open(journal));
    }

    /// Opens the journal and a hub over it that searches nothing; [#close] must follow.
    ///
    /// @param losses told of what patience could not save
    /// @throws IOException when the journal cannot be opened
    public static Hub open(JournalOpener opener, Losses losses) throws IOException {
        return open(opener, losses, _ -> Searcher.NONE);
    }

    /// Opens the journal, what searches it, and a hub over both, which owns them; [#close] must follow.
    ///
    /// @param losses told of what patience could not save
    /// @throws IOException when the journal cannot be opened
    public static Hub open(JournalOpener opener, Losses losses, SearcherOpener searcher) throws IOException {
        return new Hub(opener, losses, searcher);
    }

    /// A line for one connection; [Line#close] must follow.
    ///
    /// @param sender what this connection's own messages carry: they are not delivered back to it
    /// @param ready told, on any thread, that [Line#poll] has something again; must not block
    public Line line(Sender sender, Runnable ready) {
        return line(sender, ready, Limits.OWED_BYTES_MAX, Limits.JOURNAL_WAITING_BYTES_MAX);
    }

    /// The same for somebody who loses what is sent while his reading pauses: he does not pause for what others send.
    ///
    /// @param owedBytesMax what may be asked for without the answers being taken; beyond, the line is behind
    public Line line(Sender sender, Runnable ready, long owedBytesMax) {
        return line(sender, ready, owedBytesMax, Long.MAX_VALUE);
    }

    private Line line(Sender sender, Runnable ready, long owedBytesMax, long othersBytesMax) {
        openLines.incrementAndGet();
        return new Line(this, sender, ready, owedBytesMax, othersBytesMax);
    }

    /// How many lines are open.
    public int openLines() {
        return openLines.get();
    }

    /// How many subscriptions there are, over all lines.
    public int subscriptions() {
        return channels.subscriptions();
    }

    void lineClosed() {
        openLines.decrementAndGet();
    }

    /// Publishes a message of the server's own, without a receipt.
    public void announce(ChannelName channel, long epochMicros, byte[] payload) {
        journal.append(new Announcement(this, Batch.of(channel, Sender.SERVER, epochMicros, payload)));
    }

    /// The offset that the next message will get; everything below is durable.
    public long endOffset() {
        return journal.endOffset();
    }

    /// Who is connected, kept by the server.
    public Roster roster() {
        return roster;
    }

    /// What waits for the disk, in bytes: in the journal, or kept to be offered to it again.
    long waitingBytes() {
        return journal.waitingBytes() + patience.keptBytes();
    }

    Patience patience() {
        return patience;
    }

    Journal journal() {
        return journal;
    }

    Searches searches() {
        return searches;
    }

    Channels channels() {
        return channels;
    }

    /// Has something read from the journal; ends when it is done, on a thread of its own.
    void read(Runnable task) {
        try {
            readers.execute(task);
        } catch (RejectedExecutionException closed) {
            // Nobody waits for answers of a hub that is closed.
        }
    }

    /// On the journal's thread: messages are durable.
    void deliver(StoredBatch stored, @Nullable Line publisher) {
        channels.deliver(stored, publisher);
    }

    /// On the journal's thread: this line has something, to be told at the end of the group.
    void touch(Line line) {
        touched.add(line);
    }

    private void signalTouched() {
        for (int i = 0; i < touched.size(); i++) {
            touched.get(i).groupOver();
        }
        touched.clear();
    }

    /// Makes a line a producer; the line that was it until now, if any, is told so and may no longer publish.
    void takeOver(ProducerId producer, Line line) {
        Line before = producers.put(producer, line);
        if (before != null && before != line) {
            before.supersede(producer);
        }
    }

    void release(ProducerId producer, Line line) {
        producers.remove(producer, line);
    }

    /// Ends searches, decides what was published, then closes the journal. Lines get no more answers than those.
    /// What was kept is offered for the last time; losses are told before this returns.
    @Override
    public void close() {
        searches.close();
        patience.end();
        journal.close();
        patience.giveUp();
        readers.shutdownNow();
    }
}
