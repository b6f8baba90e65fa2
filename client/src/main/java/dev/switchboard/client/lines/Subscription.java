package dev.switchboard.client.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.client.Connection;
import dev.switchboard.client.Ending;
import dev.switchboard.client.HostPort;
import dev.switchboard.client.Receiver;
import dev.switchboard.message.ChannelName;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// One connection of a [LinesSubscriber]: listens to the channel and takes what is delivered, in one thread.
final class Subscription implements Receiver, Replies.Asker {
    private final Connection connection;
    private final HostPort remote;
    private final String channel;
    private final SubscriberEvents events;
    private final Runnable onListening;
    private final Replies replies;
    private long position;
    private boolean listening;
    private boolean stopping;
    private @Nullable String fault;
    private @Nullable Ending ending;

    Subscription(
            Connection connection,
            HostPort remote,
            @Nullable ChannelName channel,
            long position,
            SubscriberEvents events,
            Runnable onListening) {
        this.connection = connection;
        this.remote = remote;
        this.channel = channel == null ? ReplyText.ALL_CHANNELS : channel.toString();
        this.position = position;
        this.events = events;
        this.onListening = onListening;
        this.replies = new Replies(remote, this);
    }

    /// Returns when the connection ended.
    void run() {
        String from = position == LinesSubscriber.END ? "" : " " + position;
        // What goes wrong is told by receiving.
        boolean _ = connection.send(ByteBuffer.wrap(("/listen " + channel + from + "\n").getBytes(UTF_8)));
        ending = connection.receive(this);
    }

    /// The offset to go on with, or [LinesSubscriber#END].
    long position() {
        return position;
    }

    /// Why it is no use to try again, or null when it is.
    @Nullable
    String fault() {
        return fault;
    }

    /// Why the connection ended, in one line.
    String cause() {
        return stopping ? remote + " is stopping" : Endings.text(remote.toString(), ending);
    }

    @Override
    public void received(ByteBuffer bytes) {
        replies.feed(bytes);
        if (fault == null) {
            events.paused();
        }
    }

    @Override
    public boolean isOver() {
        return fault != null;
    }

    @Override
    public void delivered(Delivery delivery) {
        if (delivery.offset() >= position) {
            position = delivery.offset() + 1;
            events.delivered(delivery);
        }
    }

    @Override
    public void information(String text) {
        stopping |= ReplyText.isStopping(text);
        OptionalLong from = ReplyText.numberBehind("listening to " + channel + " from #", text);
        if (!listening && from.isPresent()) {
            listening = true;
            position = Math.max(position, from.getAsLong());
            onListening.run();
        }
    }

    @Override
    public void problem(String text) {
        if (listening) {
            events.problem(text);
        } else {
            fail("cannot listen to " + channel + ": " + text);
        }
    }

    @Override
    public void fail(String why) {
        fault = why;
        connection.close();
    }
}
