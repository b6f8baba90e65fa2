package dev.switchboard.client.lines;

import dev.switchboard.client.CannotConnect;
import dev.switchboard.client.Connection;
import dev.switchboard.client.Dial;
import dev.switchboard.client.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Sends messages to a server that speaks `lines`, and knows of each whether it is durable. When the connection breaks
/// it connects again and goes on behind what the server has, so that nothing is lost and nothing stored twice. The same
/// when the server does not store for a time, because its disk is full.
///
/// ```
///   start ──▶ [ connects ⇄ talks ] ──finish, all answered──▶ over
///                    └── nothing goes well for the time given, or close ──▶ over
/// ```
/// Messages without an answer are kept in memory: at most 16,384 of them, and 1 MiB. Sending waits while there is no
/// room. Once it had a connection, it needs one only while something is unanswered. Methods are for any thread; those
/// that send take turns. Waiting does not heed interrupts: [#close] ends it.
public final class LinesSender implements AutoCloseable {
    /// The longest message that is sent, in bytes. Servers may take less.
    public static final int MESSAGE_BYTES_MAX = SendLedger.MESSAGE_BYTES_MAX;

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final int READ_BYTES = 65_536;
    private static final String TOO_LONG = "longer than the %d bytes that can be sent".formatted(MESSAGE_BYTES_MAX);

    private final SenderConfig config;
    private final SendWindow window = new SendWindow();
    private final TurnedEvents events;
    private final Backoff backoff;
    private final CompletableFuture<SendOutcome> outcome = new CompletableFuture<>();
    private final Object sending = new Object();
    private final LineBatch batch = new LineBatch();
    private long given;

    private LinesSender(SenderConfig config, SenderEvents events) {
        this.config = config;
        this.events = new TurnedEvents(events);
        this.backoff = new Backoff(config.retry().toMillis());
    }

    /// Begins to connect, in threads of its own, and returns at once.
    public static LinesSender start(SenderConfig config) {
        return start(config, SenderEvents.NONE);
    }

    /// The same, and tells how it goes.
    public static LinesSender start(SenderConfig config, SenderEvents events) {
        LinesSender sender = new LinesSender(config, events);
        Thread.ofPlatform().daemon().name("lines-sender").start(sender::work);
        return sender;
    }

    /// Sends one message; waits while there is no room. One that is too long is refused.
    ///
    /// @param message any bytes but LF
    /// @return false when it is over, and the message is not sent; [#finish] tells why
    /// @throws IllegalArgumentException when there is an LF in the message
    public boolean send(byte[] message) {
        for (byte octet : message) {
            if (octet == '\n') {
                throw new IllegalArgumentException("a message of the lines protocol has no LF in it");
            }
        }
        synchronized (sending) {
            add(message, 0, message.length, message.length > MESSAGE_BYTES_MAX);
            return putBatch();
        }
    }

    /// Sends each line of a stream as a message, to the end of the stream or of the sender. A line ends in LF or CRLF;
    /// what follows the last one is a line too. Holds one chunk and one line.
    ///
    /// @return false when it was over before the end
    /// @throws IOException when reading fails; what was read before is sent
    public boolean sendLines(InputStream lines) throws IOException {
        // One byte more, for the CR of a line end.
        LineCutter cutter = new LineCutter(MESSAGE_BYTES_MAX + 1);
        byte[] chunk = new byte[READ_BYTES];
        int length = lines.read(chunk);
        while (length >= 0) {
            synchronized (sending) {
                cutter.feed(chunk, 0, length, this::addLine);
                if (!putBatch()) {
                    return false;
                }
            }
            length = lines.read(chunk);
        }
        synchronized (sending) {
            cutter.finish((bytes, from, to, cut) -> add(bytes, from, to, cut || to - from > MESSAGE_BYTES_MAX));
            return putBatch();
        }
    }

    private void addLine(byte[] bytes, int from, int to, boolean cut) {
        int end = to > from && bytes[to - 1] == '\r' && !cut ? to - 1 : to;
        add(bytes, from, end, cut || end - from > MESSAGE_BYTES_MAX);
    }

    private void add(byte[] bytes, int from, int to, boolean tooLong) {
        given++;
        if (tooLong) {
            batch.addUnsendable();
            events.refused(given, TOO_LONG);
        } else {
            batch.add(bytes, from, to);
        }
    }

    private boolean putBatch() {
        boolean put = window.put(batch);
        batch.clear();
        return put;
    }

    /// Says that no message follows, and waits until every one is answered, or it is given up.
    public SendOutcome finish() {
        window.finish();
        return outcome.join();
    }

    /// Waits until it is over: after [#finish] by another thread, or when it is given up.
    public SendOutcome await() {
        return outcome.join();
    }

    /// How far it is.
    public SendCounts counts() {
        return window.counts();
    }

    /// Ends it at once; messages without an answer are given up. Closing twice, or when it is over, is harmless.
    @Override
    public void close() {
        window.close();
        SendOutcome _ = outcome.join();
    }

    private void work() {
        String failure = "ended by an error of ours";
        try {
            failure = converse();
        } finally {
            window.close();
            outcome.complete(new SendOutcome(window.counts(), failure));
        }
    }

    /// @return why it was given up, or null when all is answered
    private @Nullable String converse() {
        while (window.awaitNeed()) {
            String cause;
            boolean delayed = false;
            long sinceNanos = System.nanoTime();
            switch (new Dial(config.remote(), Transport.TCP).open(CONNECT_LIMIT)) {
                case CannotConnect failed -> cause = failed.message();
                case Connection connection -> {
                    SendConversation conversation = new SendConversation(connection, config, window, observer());
                    cause = conversation.run();
                    if (conversation.fault() != null) {
                        return cause;
                    }
                    if (conversation.wasLeft()) {
                        continue;
                    }
                    delayed = conversation.wasPutOff();
                    sinceNanos = conversation.wasQuiet() ? window.quietSinceNanos() : System.nanoTime();
                }
            }
            if (window.isComplete()) {
                return null;
            }
            long delayMillis = failed(sinceNanos);
            if (delayMillis == Backoff.GIVE_UP) {
                return cause;
            }
            if (delayed) {
                events.delayed(cause);
            }
            events.lost(cause);
            window.pause(delayMillis);
        }
        return window.isComplete() ? null : "closed before every message was answered";
    }

    private long failed(long sinceNanos) {
        synchronized (backoff) {
            return backoff.failed(sinceNanos, System.nanoTime());
        }
    }

    private SendConversation.Observer observer() {
        return new SendConversation.Observer() {
            @Override
            public void resumed() {
                events.back();
                if (window.isIdle()) {
                    progressed();
                }
            }

            @Override
            public void progressed() {
                synchronized (backoff) {
                    backoff.progressed();
                }
                events.progressed(window.isIdle());
            }

            @Override
            public void refused(long number, String problem) {
                events.refused(number, problem);
            }
        };
    }
}
