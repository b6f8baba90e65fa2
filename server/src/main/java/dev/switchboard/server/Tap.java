package dev.switchboard.server;

import dev.switchboard.hub.Hub;
import dev.switchboard.hub.Line;
import dev.switchboard.message.HubAnswer;
import dev.switchboard.message.HubRequest;
import dev.switchboard.message.Missing;
import dev.switchboard.message.Sender;
import dev.switchboard.message.StoredBatch;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Hands every message of every channel to a program that embeds the server, in order, on a thread of its own. A slow
/// taker holds nobody up: what it has not taken yet is in the journal.
final class Tap implements AutoCloseable {
    private static final long LAST_MILLIS_MAX = 5_000;

    private final Hub hub;
    private final Consumer<StoredBatch> taker;
    private final Semaphore ready = new Semaphore(0);
    private final Line line;
    private final Thread thread;
    private long taken;
    private volatile long wanted = Long.MAX_VALUE;

    Tap(Hub hub, Consumer<StoredBatch> taker) {
        this.hub = hub;
        this.taker = taker;
        this.taken = hub.endOffset();
        this.line = hub.line(new Sender("tap"), ready::release);
        line.request(new HubRequest.Listen(null, taken));
        this.thread = Thread.ofPlatform().daemon().name("switchboard-tap").start(this::run);
    }

    private void run() {
        try {
            while (taken < wanted) {
                ready.acquire();
                ready.drainPermits();
                takeAll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void takeAll() {
        for (HubAnswer answer = line.poll(); answer != null; answer = line.poll()) {
            if (answer instanceof HubAnswer.Delivered(StoredBatch delivered)) {
                taker.accept(delivered);
                taken = delivered.end();
            } else if (answer instanceof HubAnswer.Lost(Missing missing)) {
                taken = missing.to();
            }
        }
    }

    /// Ends the tap when it has given all that is durable now, or after some seconds; for a taker that does not take.
    @Override
    public void close() {
        wanted = hub.endOffset();
        ready.release();
        try {
            if (!thread.join(Duration.ofMillis(LAST_MILLIS_MAX))) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        line.close();
    }
}
