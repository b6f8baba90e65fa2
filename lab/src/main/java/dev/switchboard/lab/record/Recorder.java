package dev.switchboard.lab.record;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Collects what is seen, from many threads, in one order of time. Thread-safe.
public final class Recorder {
    private static final long LOOK_MILLIS = 2;

    private final long originNanos = System.nanoTime();
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Integer> callsOpen = new HashMap<>();
    private int changes;
    private volatile Runnable onCall = () -> {};

    /// The reading of the machine's monotonic clock at which the run began.
    public long originNanos() {
        return originNanos;
    }

    /// The run's time of a reading of the machine's monotonic clock, as [System#nanoTime()] has it in every process.
    public long sinceStart(long nanoTime) {
        return nanoTime - originNanos;
    }

    /// The run's time now.
    public long now() {
        return sinceStart(System.nanoTime());
    }

    /// Adds what was seen.
    public synchronized void add(Entry entry) {
        entries.add(entry);
        changes++;
    }

    /// Adds what the lab did just now.
    public void act(String what) {
        add(new Entry.Act(now(), what));
    }

    /// Has somebody told of each call that begins: with it something may change. Must be quick.
    public void onCall(Runnable told) {
        onCall = told;
    }

    /// Adds a call that has begun.
    ///
    /// @param id unique in the run until the call has ended
    public void began(String id, Entry.Call call) {
        synchronized (this) {
            callsOpen.put(id, entries.size());
            add(call);
        }
        onCall.run();
    }

    /// Completes a call; one that is not known has begun before the record did and is left out.
    public synchronized void ended(String id, long nanos, String result) {
        Integer index = callsOpen.remove(id);
        if (index != null && entries.get(index) instanceof Entry.Call call) {
            entries.set(
                    index,
                    new Entry.Call(
                            call.nanos(),
                            call.party(),
                            call.socket(),
                            call.thread(),
                            call.name(),
                            call.arguments(),
                            nanos,
                            result));
            changes++;
        }
    }

    /// All that was seen until now, in the order of time.
    public Recorded recorded() {
        List<Entry> ordered;
        synchronized (this) {
            ordered = new ArrayList<>(entries);
        }
        ordered.sort(Comparator.comparingLong(Entry::nanos)); // outside: those who add must not wait for it
        return new Recorded(ordered);
    }

    /// Waits until the record shows something.
    ///
    /// @return false when it did not within the time
    public boolean await(Duration atMost, Predicate<Recorded> something) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        int looked = -1;
        while (System.nanoTime() < deadline) {
            if (looked != changes()) {
                looked = changes();
                if (something.test(recorded())) {
                    return true;
                }
            }
            Thread.sleep(LOOK_MILLIS); // a look copies the whole record, so not one for each entry
        }
        return something.test(recorded());
    }

    private synchronized int changes() {
        return changes;
    }
}
