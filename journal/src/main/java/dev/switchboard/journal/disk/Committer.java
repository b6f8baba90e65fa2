package dev.switchboard.journal.disk;

import dev.switchboard.journal.Publication;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// The one thread that writes: takes all that waits, writes once, forces once, tells everyone.
///
/// Those who append wake it only when it sleeps. It ends when [#stop] was called and nothing waits.
final class Committer {
    private final Journaled journaled;
    private final Tail tail;
    private final Runnable afterGroup;
    private final Group group;
    private final ConcurrentLinkedQueue<Publication> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final Pace pace = new Pace(System.nanoTime());
    private final Thread thread;
    private volatile long endOffset;
    private volatile boolean asleep;
    private volatile boolean stopping;
    private volatile boolean ended;
    private boolean refusing;

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
        waitingBytes.addAndGet(publication.batch().payloadBytes());
        waiting.add(publication);
        if (asleep) {
            LockSupport.unpark(thread);
        }
        if (ended) {
            // Not from here: whoever appends may hold a lock that the publication needs.
            Thread.ofVirtual().name("journal-refusals").start(this::refuseWaiting);
        }
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
                } else {
                    sleep();
                }
            }
            tail.close();
        } finally {
            ended = true;
            refuseWaiting();
        }
    }

    private void sleep() {
        asleep = true;
        if (waiting.isEmpty() && !stopping) {
            LockSupport.park(this);
        }
        asleep = false;
    }

    private boolean take() {
        group.clear();
        for (Publication next = waiting.peek(); next != null && group.add(next); next = waiting.peek()) {
            waiting.remove();
        }
        return !group.isEmpty();
    }

    private void commit() {
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
        if (pace.isSlowAfter(group.bytes(), System.nanoTime())) {
            tail.writeAhead();
        }
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
