package dev.switchboard.hub;

import dev.switchboard.message.Batch;
import dev.switchboard.message.Sender;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Has what the journal refused of patient senders offered again, once in [Limits#OFFER_AGAIN_MILLIS], as
/// long as there is any; counts what is lost all the same. Thread-safe.
///
/// Kept for a line that is closed, too: its peer is gone and cannot send again.
final class Patience {
    private record Loss(long messages, String problem) {}

    private final Losses losses;
    private final Consumer<Runnable> threads;
    private final Set<Line> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicLong keptBytes = new AtomicLong();
    private final Map<Sender, Loss> lost = new HashMap<>();
    private boolean offering;
    private volatile boolean over;

    /// @param threads runs a task that sleeps, on a thread of its own
    Patience(Losses losses, Consumer<Runnable> threads) {
        this.losses = losses;
        this.threads = threads;
    }

    /// What is kept, in bytes as connections owe them.
    long keptBytes() {
        return keptBytes.get();
    }

    /// Whether nothing is kept any more: what is refused now, is lost.
    boolean isOver() {
        return over;
    }

    /// Whether what was refused of a request is kept. The largest batch that a session makes of one read
    /// and what it held before is far below what a journal takes, so what is kept can be stored one day.
    boolean keeps(Asked asked) {
        return asked.isPatient()
                && !over
                && asked.cost() <= Limits.KEPT_BATCH_BYTES_MAX
                && keptBytes.get() + asked.cost() <= Limits.KEPT_BYTES_MAX;
    }

    /// A line keeps so much more or, if negative, less. With the line's monitor held.
    void kept(Line line, long bytes) {
        keptBytes.addAndGet(bytes);
        if (bytes > 0 && waiting.add(line)) {
            startOffering();
        }
    }

    /// A line keeps nothing any more. With the line's monitor held, as for [#kept]: what it keeps next must not come
    /// in between.
    void keepsNothing(Line line) {
        waiting.remove(line);
    }

    private synchronized void startOffering() {
        if (!offering && !over) {
            offering = true;
            threads.accept(this::offerAgain);
        }
    }

    private void offerAgain() {
        try {
            do {
                Thread.sleep(Limits.OFFER_AGAIN_MILLIS);
                waiting.forEach(Line::offerKept);
                tellLosses();
            } while (goesOn());
        } catch (InterruptedException closed) {
            // The hub is closed, which offers everything for the last time itself.
        }
    }

    private synchronized boolean goesOn() {
        offering = !waiting.isEmpty();
        return offering;
    }

    /// Something kept was not even offered again before the journal was closed.
    void lost(Asked asked) {
        lost(asked, "the server stopped");
    }

    /// Something is refused for good.
    synchronized void lost(Asked asked, String problem) {
        Batch batch = asked.batch();
        if (!asked.isPatient()) {
            return;
        }
        Loss before = lost.get(batch.sender());
        lost.put(batch.sender(), new Loss(batch.count() + (before == null ? 0 : before.messages()), problem));
    }

    /// Tells what was lost since the last time.
    synchronized void tellLosses() {
        lost.forEach((sender, loss) -> losses.lost(sender, loss.messages(), loss.problem()));
        lost.clear();
    }

    /// Offers everything for the last time. When that is decided, [#giveUp] must follow.
    void end() {
        over = true;
        waiting.forEach(Line::offerKeptForTheLastTime);
    }

    /// The journal is closed: tells all that was not stored.
    void giveUp() {
        waiting.forEach(Line::giveUpKept);
        tellLosses();
    }
}
