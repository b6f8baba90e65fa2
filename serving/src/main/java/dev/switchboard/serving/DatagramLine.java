package dev.switchboard.serving;

import dev.switchboard.hub.Hub;
import dev.switchboard.hub.Line;
import dev.switchboard.message.Batch;
import dev.switchboard.message.HubAnswer;
import dev.switchboard.message.HubRequest;
import dev.switchboard.message.Sender;
import dev.switchboard.protocol.BatchBuilder;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A UDP listener's line to the hub. Datagrams that were received in a row and are of one sender and channel become one
/// batch. Nobody gets a receipt, but while too much is owed receiving waits: then the kernel's buffer fills, and the
/// kernel counts what it drops.
final class DatagramLine {
    private final Line line;
    private final DatagramCounts counts;
    private final BatchBuilder builder = new BatchBuilder();
    private @Nullable Batch first;
    private boolean stopping;

    DatagramLine(Hub hub, InetSocketAddress local, DatagramCounts counts) {
        this.counts = counts;
        this.line = hub.line(new Sender(AddressText.of(local)), this::drain, Limits.DATAGRAMS_OWED_BYTES_MAX);
    }

    /// Gathers what one datagram asks for; [#request()] must follow. Both for one thread.
    void gather(List<HubRequest> requests) {
        for (int i = 0; i < requests.size(); i++) {
            if (requests.get(i) instanceof HubRequest.Publish(Batch batch, boolean patient) && !patient) {
                gather(batch);
            } else {
                ask();
                line.request(requests.get(i));
            }
        }
    }

    private void gather(Batch batch) {
        Batch gathered = first;
        if (gathered != null
                && (builder.isFull()
                        || !gathered.channel().equals(batch.channel())
                        || !gathered.sender().equals(batch.sender()))) {
            ask();
        }
        if (first == null) {
            first = batch;
            return;
        }
        if (builder.isEmpty()) {
            add(first);
        }
        add(batch);
    }

    private void add(Batch batch) {
        for (int i = 0; i < batch.count(); i++) {
            builder.add(batch.payload(i), 0);
        }
    }

    private void ask() {
        Batch gathered = first;
        if (gathered != null) {
            first = null;
            line.request(new HubRequest.Publish(
                    builder.isEmpty()
                            ? gathered
                            : builder.take(gathered.channel(), gathered.sender(), null, gathered.epochMicros())));
        }
    }

    /// Asks for all that was gathered, and waits as long as too much is owed.
    void request() throws InterruptedException {
        ask();
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

    /// When nobody asks any more; what was asked for is still stored.
    void close() {
        line.close();
    }
}
