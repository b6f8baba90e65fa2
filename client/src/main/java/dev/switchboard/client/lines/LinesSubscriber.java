package dev.switchboard.client.lines;

import dev.switchboard.client.CannotConnect;
import dev.switchboard.client.Connection;
import dev.switchboard.client.Dial;
import dev.switchboard.client.HostPort;
import dev.switchboard.client.Transport;
import dev.switchboard.message.ChannelName;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Follows a channel, or all, of a server that speaks `lines`. When the connection breaks it connects again,
/// for ever, and goes on with the message behind the last.
///
/// ```
///   run ──▶ connects ──▶ listens ⇄ connects again
///              └ cannot ──▶ over ◀── refused, or close
/// ```
/// [#run] and the events have the caller's thread; [#close] is for any.
public final class LinesSubscriber implements AutoCloseable {
    /// Instead of an offset: only messages that come from now on.
    public static final long END = -1;

    /// The longest message that arrives whole, in bytes.
    public static final int MESSAGE_BYTES_MAX = 1 << 20;

    private static final int CONNECT_MILLIS_MAX = 5_000;

    private final HostPort remote;
    private final @Nullable ChannelName channel;
    private final SubscriberEvents events;
    private final Backoff backoff = new Backoff(Backoff.FOR_EVER);
    private final CountDownLatch closed = new CountDownLatch(1);
    private long position;
    private boolean everConnected;
    private boolean lost;
    private @Nullable Connection current;

    /// @param channel null for all channels
    /// @param from the offset to begin with, or [#END]
    /// @throws IllegalArgumentException when `from` is neither
    public LinesSubscriber(HostPort remote, @Nullable ChannelName channel, long from, SubscriberEvents events) {
        if (from < END) {
            throw new IllegalArgumentException("there is no offset " + from);
        }
        this.remote = remote;
        this.channel = channel;
        this.events = events;
        this.position = from;
    }

    /// Follows the channel until it cannot, or is closed. To be called once.
    ///
    /// @return why it cannot, in one line: there was nobody to connect to at first, or the server refused;
    ///     nothing when it was closed
    public Optional<String> run() {
        while (isOpen()) {
            String cause;
            switch (new Dial(remote, Transport.TCP).open(Duration.ofMillis(CONNECT_MILLIS_MAX))) {
                case CannotConnect failed
                when !everConnected -> {
                    return isOpen() ? Optional.of(failed.message()) : Optional.empty();
                }
                case CannotConnect failed -> cause = failed.message();
                case Connection connection -> {
                    everConnected = true;
                    Subscription subscription = listen(connection);
                    if (subscription.fault() != null) {
                        return Optional.ofNullable(subscription.fault());
                    }
                    cause = subscription.cause();
                }
            }
            if (isOpen()) {
                waitAfter(cause);
            }
        }
        return Optional.empty();
    }

    private Subscription listen(Connection connection) {
        Subscription subscription = new Subscription(connection, remote, channel, position, events, this::listening);
        if (take(connection)) {
            subscription.run();
        }
        connection.close();
        position = subscription.position();
        return subscription;
    }

    private void listening() {
        backoff.progressed();
        if (lost) {
            lost = false;
            events.back();
        }
    }

    private void waitAfter(String cause) {
        if (!lost) {
            lost = true;
            events.lost(cause);
        }
        long nowNanos = System.nanoTime();
        try {
            boolean _ = closed.await(backoff.failed(nowNanos, nowNanos), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed.countDown();
        }
    }

    /// @return false when it is closed
    private synchronized boolean take(Connection connection) {
        current = connection;
        return isOpen();
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }

    /// Ends [#run] at once, or before it begins; for any thread, an event's too. Closing twice is harmless.
    @Override
    public synchronized void close() {
        closed.countDown();
        if (current != null) {
            current.close();
        }
    }
}
