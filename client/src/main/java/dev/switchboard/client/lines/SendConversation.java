package dev.switchboard.client.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.client.Connection;
import dev.switchboard.client.Ending;
import dev.switchboard.client.Receiver;
import dev.switchboard.message.ChannelName;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// One connection of a [LinesSender]: says who it is and where messages go, writes what waits, and hears the answers.
///
/// ```
///   RESUMING ──* resumed ID at N──▶ CHOOSING ──* to CHANNEL──▶ TALKING     (without a channel: no CHOOSING)
///   TALKING ──! …──▶ LEAVING     (the rest is passed over: nothing that follows on this connection is stored)
///   any ──! … send again──▶ LEAVING
/// ```
/// One thread writes, one receives, and the caller of [#run] watches over both.
final class SendConversation implements Receiver {
    /// When an answer is owed and nothing was heard for so long, the connection counts as lost.
    static final int QUIET_MILLIS_MAX = 15_000;

    /// How long the server may take to close once all is answered, or it said that it stores nothing more.
    private static final int LINGER_MILLIS = 1_000;

    private enum State {
        RESUMING,
        CHOOSING,
        TALKING,
        LEAVING
    }

    private final Connection connection;
    private final SenderConfig config;
    private final SendWindow window;
    private final Observer observer;
    private final LineCutter cutter = new LineCutter(ReplyText.SHOWN_BYTES_MAX);
    private State state = State.RESUMING;
    private int receipts;
    private boolean stopping;
    private boolean wasQuiet;
    private volatile @Nullable String fault;
    private volatile @Nullable String putOff;
    private volatile boolean left;
    private volatile @Nullable Ending ending;

    /// Who wants to know how it goes on. Called by the receiving thread.
    interface Observer {
        /// The connection works.
        void resumed();

        /// Messages were answered.
        void progressed();

        /// See [SenderEvents#refused].
        void refused(long number, String problem);
    }

    SendConversation(Connection connection, SenderConfig config, SendWindow window, Observer observer) {
        this.connection = connection;
        this.config = config;
        this.window = window;
        this.observer = observer;
    }

    /// Runs until all is answered, or the connection ended.
    ///
    /// @return why it ended, in one line
    String run() {
        window.connected();
        Thread receiver = Thread.ofPlatform().daemon().name("lines-receiver").start(this::receive);
        Thread writer = Thread.ofPlatform().daemon().name("lines-writer").start(this::write);
        wasQuiet = !window.awaitOver(QUIET_MILLIS_MAX);
        if (window.isComplete() || left) {
            await(receiver, LINGER_MILLIS);
        }
        connection.close();
        window.over();
        await(receiver, 0);
        await(writer, 0);
        return cause();
    }

    /// Why it is no use to try again, or null when it is.
    @Nullable
    String fault() {
        return fault;
    }

    /// Whether it ended because the server does not store at present, and says to send again.
    boolean wasPutOff() {
        return putOff != null;
    }

    /// Whether it ended because a message was refused, for good: there is nothing wrong with the server.
    boolean wasLeft() {
        return left && putOff == null;
    }

    /// Whether it was given up because nothing was heard for [#QUIET_MILLIS_MAX].
    boolean wasQuiet() {
        return wasQuiet;
    }

    @Override
    public void received(ByteBuffer bytes) {
        window.heard();
        int from = bytes.arrayOffset() + bytes.position();
        cutter.feed(bytes.array(), from, from + bytes.remaining(), this::line);
        settleReceipts();
    }

    private void write() {
        ChannelName channel = config.channel();
        String commands = "/resume " + config.producer() + "\n" + (channel == null ? "" : "/to " + channel + "\n");
        boolean open = connection.send(ByteBuffer.wrap(commands.getBytes(UTF_8)));
        while (open) {
            ByteBuffer bytes = window.take();
            if (bytes == null) {
                return;
            }
            if (bytes.hasRemaining()) {
                open = connection.send(bytes);
            } else {
                connection.endOutput();
            }
        }
    }

    private void receive() {
        ending = connection.receive(this);
        window.over();
    }

    private void line(byte[] bytes, int from, int to, boolean cut) {
        if (fault != null || state == State.LEAVING) {
            return;
        }
        switch (ReplyText.mark(bytes, from, to)) {
            case ReplyText.RECEIPT -> {
                if (state == State.TALKING) {
                    receipts++;
                } else {
                    notLines(bytes, from, to);
                }
            }
            case ReplyText.INFORMATION -> information(ReplyText.behindMark(bytes, from, to));
            case ReplyText.PROBLEM -> problem(ReplyText.behindMark(bytes, from, to));
            case ReplyText.DELIVERY -> {
                // Nothing was listened to.
            }
            default -> notLines(bytes, from, to);
        }
    }

    private void information(String text) {
        stopping |= ReplyText.isStopping(text);
        switch (state) {
            case RESUMING -> {
                OptionalLong durable = ReplyText.numberBehind("resumed " + config.producer() + " at ", text);
                if (durable.isPresent()) {
                    resumed(durable.getAsLong());
                }
            }
            case CHOOSING -> {
                if (text.equals("to " + config.channel())) {
                    talk();
                }
            }
            case TALKING, LEAVING -> {
                // Nothing that messages wait for.
            }
        }
    }

    private void resumed(long durable) {
        long before = window.counts().stored();
        if (!window.resumed(durable)) {
            fail("%s has %d messages of this sender, where %d have their receipt"
                    .formatted(config.remote(), durable, before));
        } else if (config.channel() == null) {
            talk();
        } else {
            state = State.CHOOSING;
        }
    }

    private void talk() {
        state = State.TALKING;
        observer.resumed();
        window.talk();
    }

    private void problem(String text) {
        if (ReplyText.mayPass(text)) {
            settleReceipts();
            putOff = ReplyText.reason(text);
            leave();
            return;
        }
        switch (state) {
            case RESUMING -> fail(config.remote() + " does not take /resume: " + text);
            case CHOOSING -> fail("cannot send to " + config.channel() + ": " + text);
            case TALKING -> {
                settleReceipts();
                long number = window.refused();
                if (number == 0) {
                    fail(config.remote() + " says: " + text);
                } else {
                    observer.progressed();
                    observer.refused(number, ReplyText.reason(text));
                    leave();
                }
            }
            case LEAVING -> {
                // Nothing is heard any more.
            }
        }
    }

    private void leave() {
        state = State.LEAVING;
        left = true;
        window.over();
    }

    private void settleReceipts() {
        if (receipts > 0) {
            int count = receipts;
            receipts = 0;
            if (!window.stored(count)) {
                fail(config.remote() + " sent receipts for messages that it was not sent");
            }
            observer.progressed();
        }
    }

    private void notLines(byte[] bytes, int from, int to) {
        fail("%s does not speak lines: it says '%s'".formatted(config.remote(), ReplyText.whole(bytes, from, to)));
    }

    private void fail(String why) {
        fault = why;
        connection.close();
    }

    private String cause() {
        String wrong = fault;
        if (wrong != null) {
            return wrong;
        }
        String remote = config.remote().toString();
        String later = putOff;
        if (later != null) {
            return remote + " does not store: " + later;
        }
        if (wasQuiet) {
            return "nothing heard from %s for %d s".formatted(remote, QUIET_MILLIS_MAX / 1_000);
        }
        if (stopping) {
            return remote + " is stopping";
        }
        return Endings.text(remote, ending);
    }

    private static void await(Thread thread, long millis) {
        try {
            if (millis == 0) {
                thread.join();
            } else {
                boolean _ = thread.join(Duration.ofMillis(millis));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }
}
