package dev.switchboard.serving;

import dev.switchboard.hub.Hub;
import dev.switchboard.hub.Line;
import dev.switchboard.message.HubAnswer;
import dev.switchboard.message.HubRequest;
import dev.switchboard.message.Sender;
import java.net.InetSocketAddress;
import java.util.List;

/// A UDP listener's line to the hub. Nobody gets a receipt, but while too much is owed receiving waits: then
/// the kernel's buffer fills, and the kernel counts what it drops.
final class DatagramLine {
    /// At the end, for the journal to decide.
    private static final long ANSWERS_MILLIS_MAX = 2_000;

    private final Line line;
    private final DatagramCounts counts;
    private boolean stopping;

    DatagramLine(Hub hub, InetSocketAddress local, DatagramCounts counts) {
        this.counts = counts;
        this.line = hub.line(new Sender(AddressText.of(local)), this::drain, Limits.DATAGRAMS_OWED_BYTES_MAX);
    }

    /// Asks for this, and waits as long as too much is owed. For one thread.
    void request(List<HubRequest> requests) throws InterruptedException {
        for (int i = 0; i < requests.size(); i++) {
            line.request(requests.get(i));
        }
        if (line.isBehind()) {
            awaitRoom();
        }
    }

    private synchronized void awaitRoom() throws InterruptedException {
        while (!stopping && line.isBehind()) {
            wait();
        }
    }

    private synchronized void drain() {
        for (HubAnswer answer = line.poll(); answer != null; answer = line.poll()) {
            if (answer instanceof HubAnswer.Refused refused) {
                counts.notStored(refused.batch().count(), refused.problem());
            }
        }
        notifyAll();
    }

    /// Lets go of a thread that waits, for it to ask for what it has and to end.
    synchronized void stopWaiting() {
        stopping = true;
        notifyAll();
    }

    /// When nobody asks any more. What was asked for is still stored; that it was not, can be counted only before
    /// this returns, so it waits for the disk, for a while.
    void close() throws InterruptedException {
        try {
            awaitAnswers(Time.nanos() + ANSWERS_MILLIS_MAX * Time.NANOS_PER_MILLI);
        } finally {
            line.close();
        }
    }

    private synchronized void awaitAnswers(long deadline) throws InterruptedException {
        for (long left = deadline - Time.nanos(); left > 0 && line.isOwed(); left = deadline - Time.nanos()) {
            wait(left / Time.NANOS_PER_MILLI + 1);
        }
    }
}
