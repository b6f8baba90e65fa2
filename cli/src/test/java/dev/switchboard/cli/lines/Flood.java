package dev.switchboard.cli.lines;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// A connection that sends numbered lines, far ahead of their receipts, until it breaks.
final class Flood {
    private static final int LINES_AT_ONCE_MAX = 200;
    private static final int PADDING_MAX = 150;
    /// How many lines without a receipt are on their way at most.
    private static final int AHEAD_MAX = 2_000;

    private final Talk talk;
    private final String prefix;
    private final Random random;
    private final List<Talk.Shown> receipts = new ArrayList<>();
    private final AtomicInteger untilEnough;
    private final CountDownLatch enough;
    private final Semaphore ahead = new Semaphore(AHEAD_MAX);
    private final Thread writer;
    private final Thread reader;

    /// @param prefix begins every line, so that no two of all floods are the same
    /// @param untilEnough counted down by each receipt; at zero `enough` is opened
    Flood(int port, String prefix, long seed, AtomicInteger untilEnough, CountDownLatch enough) throws IOException {
        this.talk = Talk.with(port);
        this.prefix = prefix;
        this.random = new Random(seed);
        this.untilEnough = untilEnough;
        this.enough = enough;
        this.writer = Thread.ofVirtual().start(this::write);
        this.reader = Thread.ofVirtual().start(this::read);
    }

    /// Whether this message is one of its lines, by its text: two connections to different ports may have the same
    /// port on their own side, and so the same name.
    boolean sent(Talk.Shown message) {
        return message.text().startsWith(prefix);
    }

    /// As this connection is called in the journal.
    String name() {
        return talk.name();
    }

    /// The line with this number, counted from 0; without its padding.
    String line(int number) {
        return prefix + number + " ";
    }

    /// Returns when the connection is broken.
    void awaitEnd() throws InterruptedException, IOException {
        reader.join();
        writer.interrupt(); // it may wait for receipts
        writer.join();
        talk.close();
    }

    /// All receipts, in the order of coming; at the end only.
    List<Talk.Shown> receipts() {
        return receipts;
    }

    private void write() {
        try {
            for (int number = 0; ; ) {
                StringBuilder lines = new StringBuilder();
                int count = 1 + random.nextInt(LINES_AT_ONCE_MAX);
                ahead.acquire(count);
                for (int end = number + count; number < end; ) {
                    lines.append(line(number++))
                            .repeat('x', random.nextInt(PADDING_MAX))
                            .append('\n');
                }
                talk.send(lines.toString());
            }
        } catch (IOException broken) {
            // The server was killed.
        } catch (InterruptedException noMoreReceipts) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try {
            for (Talk.Shown receipt = talk.receipt(); receipt != null; receipt = talk.receipt()) {
                receipts.add(receipt);
                ahead.release();
                if (untilEnough.decrementAndGet() == 0) {
                    enough.countDown();
                }
            }
        } catch (IOException broken) {
            // The server was killed.
        }
    }
}
