package dev.switchboard.journal.disk;

import dev.switchboard.journal.Publication;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/// Takes all that waits, writes once, forces once, tells everyone: on a thread of its own, which those who append wake
/// when it sleeps. It ends when [#stop] was called and nothing waits.
///
/// While it sleeps, a thread that wants one small publication decided does that itself ([#decide]), which spares
/// two changes of threads. Only what is written and forced into the segment in use is decided so; what takes more, and
/// what came meanwhile, is left to the committer's thread. Who commits is told by [Role].
final class Committer {
    private final Journaled journaled;
    private final Tail tail;
    private final Runnable afterGroup;
    private final Group group;
    private final ConcurrentLinkedQueue<Publication> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final Thread thread;
    private volatile long endOffset;
    private final AtomicReference<Role> role = new AtomicReference<>(Role.COMMITTER);
    private volatile boolean stopping;
    private volatile boolean ended;
    private boolean refusing;
    private boolean lone;

    /// The longest record that is not left to the committer's thread: about what one read of a connection brings.
    private static final int LEADER_BYTES_MAX = 64 << 10;

    /// What came of writing a group: a problem, or "" for none.
    private static final String NO_PROBLEM = "";

    Committer(Journaled journaled, Tail tail, long endOffset, Runnable afterGroup) {
        this.journaled = journaled;
        this.tail = tail;
        this.endOffset = endOffset;
        this.afterGroup = afterGroup;
        this.group = new Group(journaled.options().groupBytesMax());
        this.thread = Thread.ofPlatform().daemon().name("journal-committer").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void append(Publication publication) {
        enqueue(publication);
        wakeIfAsleep();
    }

    private void wakeIfAsleep() {
        if (role.get() == Role.NOBODY) {
            LockSupport.unpark(thread);
        }
    }

    /// Like [#append], but wakes nobody; [#decide] must follow.
    void enqueue(Publication publication) {
        waitingBytes.addAndGet(publication.batch().payloadBytes());
        waiting.add(publication);
        if (ended) {
            // Not from here: whoever appends may hold a lock that the publication needs.
            Thread.ofVirtual().name("journal-refusals").start(this::refuseWaiting);
        }
    }

    /// Decides a lone publication here and now, if nobody commits; else whoever does will. Not on an
    /// interrupted thread: a write would close the file.
    void decide() {
        if (waiting.isEmpty()) {
            return; // the committer was quicker
        }
        if (Thread.currentThread().isInterrupted() || !role.compareAndSet(Role.NOBODY, Role.LEADER)) {
            wakeIfAsleep();
            return;
        }
        Role next = Role.BROKEN;
        try {
            if (takeLone()) {
                commit();
            }
            next = Role.NOBODY;
        } finally {
            role.set(next);
            if (!waiting.isEmpty() || stopping || next == Role.BROKEN) {
                LockSupport.unpark(thread);
            }
        }
    }

    /// Where the last group was larger, the next one is likely to be, and the committer's thread goes on at once.
    private boolean takeLone() {
        var all = waiting.iterator();
        if (!lone || !all.hasNext()) {
            return false;
        }
        Publication first = all.next();
        long length = RecordFormat.length(first.batch());
        if (length > LEADER_BYTES_MAX || all.hasNext() || !tail.isReady((int) length)) {
            return false;
        }
        group.clear();
        group.add(first);
        waiting.remove();
        return true;
    }

    long waitingBytes() {
        return waitingBytes.get();
    }

    long endOffset() {
        return endOffset;
    }

    /// Returns when all that was appended before is decided and the thread has ended.
    void stop() {
        stopping = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (true) {
                boolean last = stopping;
                if (take()) {
                    commit();
                } else if (last) {
                    break;
                } else if (!sleep()) {
                    return;
                }
            }
            tail.close();
        } finally {
            ended = true;
            refuseWaiting();
        }
    }

    /// Returns true with the role, when there is something to do; false when a leader left the journal broken.
    private boolean sleep() {
        role.set(Role.NOBODY);
        while ((waiting.isEmpty() && !stopping) || !role.compareAndSet(Role.NOBODY, Role.COMMITTER)) {
            if (role.get() == Role.BROKEN) {
                return false;
            }
            LockSupport.park(this);
        }
        return true;
    }

    private boolean take() {
        group.clear();
        for (Publication next = waiting.peek(); next != null && group.add(next); next = waiting.peek()) {
            waiting.remove();
        }
        return !group.isEmpty();
    }

    private void commit() {
        lone = group.isLone();
        long offset = endOffset;
        String problem = group.bytes() == 0 ? NO_PROBLEM : store(offset);
        waitingBytes.addAndGet(-group.payloadBytes());
        if (problem.isEmpty()) {
            group.tellStored(offset, journaled.producers(), journaled.events());
        } else {
            group.tellRefused(problem, offset, journaled.events());
        }
        try {
            afterGroup.run();
        } catch (RuntimeException e) {
            journaled.events().on(new JournalEvent.Defect("after a group", e));
        }
    }

    /// Makes the group durable; returns the problem, or [#NO_PROBLEM].
    private String store(long offset) {
        boolean forcing = false;
        try {
            SegmentWriter writer = tail.ready(group.bytes(), offset);
            try {
                ByteBuffer records = group.encode(writer.encoder(), offset, journaled.producers());
                writer.write(records);
                if (journaled.options().sync() == Sync.FORCE) {
                    forcing = true;
                    writer.force();
                }
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                if (forcing) {
                    tail.forceFailed();
                } else {
                    tail.writeFailed();
                }
                return refuse(e);
            }
            stored(writer);
            return NO_PROBLEM;
        } catch (IOException | RuntimeException e) {
            return refuse(e);
        }
    }

    private void stored(SegmentWriter writer) {
        long end = endOffset;
        for (Stored record : group.records()) {
            writer.stored(record, journaled.ids().of(record.batch().channel()));
            end += record.batch().count();
        }
        writer.endAt(end);
        endOffset = end;
        tail.writeAhead();
        if (refusing) {
            refusing = false;
            journaled.events().on(new JournalEvent.Storing());
        }
    }

    private String refuse(Throwable failure) {
        String problem = Problems.of(failure);
        if (!refusing) {
            refusing = true;
            journaled.events().on(new JournalEvent.Refusing(problem));
        }
        return problem;
    }

    private synchronized void refuseWaiting() {
        for (Publication late = waiting.poll(); late != null; late = waiting.poll()) {
            waitingBytes.addAndGet(-late.batch().payloadBytes());
            try {
                late.refused(Problems.CLOSED);
            } catch (RuntimeException e) {
                journaled.events().on(new JournalEvent.Defect("told of a refused batch", e));
            }
        }
    }
}
