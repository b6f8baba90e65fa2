package dev.switchboard.hub;

import dev.switchboard.message.Batch;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.HubAnswer;
import dev.switchboard.message.HubRequest;
import dev.switchboard.message.ProducerId;
import dev.switchboard.message.Sender;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One connection's line to the hub: requests go in, answers and deliveries wait here until they are taken.
///
/// The journal tells of a group that was forced together by adding to the lines concerned and then signalling each
/// once. Whoever serves the connection takes as much as its peer keeps up with; what is owed is bounded by pausing
/// (see [#isBehind]), and what is delivered by going back to the journal. Thread-safe; the monitor is never held while
/// anything blocks.
public final class Line implements AutoCloseable {
    /// An answer in its place; one that takes reading is made when its turn comes.
    private static final class Entry {
        final long cost;

        @Nullable
        HubAnswer answer;

        @Nullable
        Supplier<HubAnswer> later;

        @Nullable
        Entry next;

        Entry(long cost, @Nullable HubAnswer answer, @Nullable Supplier<HubAnswer> later) {
            this.cost = cost;
            this.answer = answer;
            this.later = later;
        }
    }

    private final Hub hub;
    private final Sender sender;
    private final Runnable ready;
    private final long owedBytesMax;
    private final long othersBytesMax;
    private final long sinceOffset;
    private @Nullable Entry first; // the answers are a chain, which holds nothing while there is none
    private @Nullable Entry last;
    private final Held held;
    private @Nullable Subscriptions subscriptions; // most connections never listen to anything
    private @Nullable ProducerId producer;
    private volatile long owedBytes; // changed under the monitor only
    private boolean mayPublish = true;
    private boolean signalled;
    private boolean deaf;
    private boolean closed;
    private boolean touched; // confined to the journal's thread

    Line(Hub hub, Sender sender, Runnable ready, long owedBytesMax, long othersBytesMax) {
        this.hub = hub;
        this.sender = sender;
        this.ready = ready;
        this.owedBytesMax = owedBytesMax;
        this.othersBytesMax = othersBytesMax;
        this.held = new Held(this, hub.journal(), hub.patience());
        this.sinceOffset = hub.journal().endOffset();
    }

    /// Asks the hub for something; never blocks. Answers come in the order of asking.
    public void request(HubRequest request) {
        request(request, hub.journal()::append);
    }

    /// Like [#request], but [#decide] must follow, as soon as no lock is held.
    public void prepare(HubRequest request) {
        request(request, hub.journal()::enqueue);
    }

    /// Sees to it that what was prepared is decided, perhaps on the calling thread, which is the journal's
    /// meanwhile: it blocks as long as the disk takes, and lines are signalled from here.
    public void decide() {
        hub.journal().decide();
    }

    private void request(HubRequest request, Consumer<Asked> append) {
        if (request instanceof HubRequest.Resume resume) {
            becomeProducer(resume.producer());
        }
        synchronized (this) {
            if (closed) {
                return;
            }
            Asked asked = !mayPublish && request instanceof HubRequest.Publish publish
                    ? Asked.toRefuse(hub, this, publish)
                    : Asked.of(hub, this, request);
            owe(asked.cost());
            held.ask(asked, append); // under the monitor: once it may not, nothing follows
        }
    }

    /// Whether somebody still waits for answers.
    synchronized boolean isOpen() {
        return !closed;
    }

    /// Whether so much is owed that the connection should not be read.
    public boolean isBehind() {
        long owed = owedBytes;
        return owed > owedBytesMax || (owed > 0 && hub.waitingBytes() > othersBytesMax);
    }

    /// Whether something that was asked is not answered, or the answer not taken.
    public boolean isOwed() {
        return owedBytes > 0;
    }

    /// The next answer or delivery, or null when there is none; then the line's signal tells of the next. One thread
    /// at a time.
    public synchronized @Nullable HubAnswer poll() {
        HubAnswer next = nextAnswer();
        if (next == null && subscriptions != null) {
            next = subscriptions.poll();
        }
        if (next == null) {
            signalled = false;
        }
        return next;
    }

    private @Nullable HubAnswer nextAnswer() {
        Entry head = first;
        if (head == null) {
            return null;
        }
        HubAnswer answer = head.answer;
        if (answer == null) {
            begin(head);
            return null;
        }
        first = head.next;
        head.next = null; // an old entry that is garbage must not keep younger ones
        if (first == null) {
            last = null;
        }
        owe(-head.cost);
        if (answer instanceof HubAnswer.Listening && subscriptions != null) {
            subscriptions.announced();
        }
        return answer;
    }

    /// With the monitor held.
    private void add(Entry entry) {
        if (last == null) {
            first = entry;
        } else {
            last.next = entry;
        }
        last = entry;
    }

    private synchronized void owe(long more) {
        owedBytes += more;
    }

    private void begin(Entry entry) {
        Supplier<HubAnswer> later = entry.later;
        if (later != null) {
            entry.later = null;
            hub.read(() -> finish(entry, later.get()));
        }
    }

    private void finish(Entry entry, HubAnswer answer) {
        synchronized (this) {
            entry.answer = answer;
        }
        signal();
    }

    /// On the journal's thread: whether something asked may be stored now.
    synchronized boolean isWanted(Asked asked) {
        return held.isWanted(asked);
    }

    /// On the journal's thread: something asked is decided.
    ///
    /// @return whether it is kept, to be offered again: then nothing is answered
    synchronized boolean keeps(Asked asked, boolean isRefused) {
        return held.keeps(asked, isRefused);
    }

    /// Has what is kept offered to the journal again.
    synchronized void offerKept() {
        held.offer();
    }

    /// The same when the server stops: what is refused now, is lost.
    synchronized void offerKeptForTheLastTime() {
        held.offerForTheLastTime();
    }

    /// The journal is closed: what is kept all the same came too late.
    synchronized void giveUpKept() {
        held.giveUp();
    }

    /// On the journal's thread: the answer to something asked.
    synchronized void answer(long cost, HubAnswer answer) {
        if (!closed) {
            add(new Entry(cost, answer, null));
            touch();
        }
    }

    /// On the journal's thread: an answer that takes reading, which is done when it is the next.
    synchronized void answerLater(long cost, Supplier<HubAnswer> answer) {
        if (!closed) {
            add(new Entry(cost, null, answer));
            touch();
        }
    }

    /// On the journal's thread: begins to deliver a channel, or begins anew from elsewhere, once what this returns is
    /// answered and taken.
    ///
    /// @param end the offset of the first message that is still to be offered
    synchronized HubAnswer listen(@Nullable ChannelName channel, long from, long end) {
        if (closed || deaf) {
            return new HubAnswer.Failed("the connection is over");
        }
        if (subscriptions == null) {
            subscriptions = new Subscriptions();
        }
        if (subscriptions.isFullFor(channel)) {
            return new HubAnswer.Failed(
                    "a connection listens to at most " + Limits.SUBSCRIPTIONS_MAX + " channels; /unlisten one");
        }
        subscriptions.end(channel);
        Subscription subscription = new Subscription(hub, this, channel, from, end);
        subscriptions.add(subscription);
        subscription.start();
        return new HubAnswer.Listening(channel, subscription.next());
    }

    /// Ends the delivery of a channel, if there is one.
    synchronized void unlisten(@Nullable ChannelName channel) {
        if (subscriptions != null) {
            subscriptions.end(channel);
        }
    }

    /// With the monitor held: a subscription has messages, and is not in the row of those that do.
    void hasMessages(Subscription subscription) {
        if (subscriptions != null) { // it is one of them
            subscriptions.hasMessages(subscription);
        }
    }

    /// On the journal's thread: to be signalled at the end of the group.
    void touch() {
        if (!touched) {
            touched = true;
            hub.touch(this);
        }
    }

    /// On the journal's thread: the group is over.
    void groupOver() {
        touched = false;
        signal();
    }

    /// Tells whoever serves the connection, unless it was told and has not taken everything yet.
    void signal() {
        synchronized (this) {
            if (signalled || closed) {
                return;
            }
            signalled = true;
        }
        ready.run();
    }

    private void becomeProducer(ProducerId resumed) {
        ProducerId before;
        synchronized (this) {
            before = producer;
            producer = resumed;
        }
        if (before != null && !before.equals(resumed)) {
            hub.release(before, this);
        }
        hub.takeOver(resumed, this);
    }

    /// Another line is this producer now.
    void supersede(ProducerId taken) {
        synchronized (this) {
            if (closed || !taken.equals(producer)) {
                return;
            }
            mayPublish = false;
            add(new Entry(0, new HubAnswer.Superseded(taken), null));
        }
        signal();
    }

    /// Whether a message stored at this offset is this connection's own.
    boolean isOwn(Sender other, long offset) {
        return offset >= sinceOffset && sender.equals(other);
    }

    /// Ends the delivery of all channels for good: there is nobody left to tell. Answers still come.
    public synchronized void stopDelivering() {
        deaf = true;
        if (subscriptions != null) {
            subscriptions.endAll();
        }
    }

    /// Ends the line: what was published stays so, nothing is delivered any more.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        hub.lineClosed();
        stopDelivering();
        first = null;
        last = null;
        if (producer != null) {
            hub.release(producer, this);
        }
    }

    static long costOf(Batch batch) {
        return batch.payloadBytes() + (long) Limits.MESSAGE_OVERHEAD_BYTES * Math.max(1, batch.count());
    }
}
