package dev.switchboard.protocol.syslog;

import dev.switchboard.message.Batch;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.HubAnswer;
import dev.switchboard.message.HubRequest;
import dev.switchboard.message.Sender;
import dev.switchboard.protocol.BatchBuilder;
import dev.switchboard.protocol.CloseReason;
import dev.switchboard.protocol.Peer;
import dev.switchboard.protocol.Session;
import dev.switchboard.protocol.Turn;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// One connection that brings syslog. Nothing is ever said to its peer; but the connection ends only when
/// what came is stored, so that a peer that waits for its end knows that it is.
///
/// ```
/// TALKING ──end of input, stop──► LEAVING ──nothing owed any more──► closed
///                                   input is passed over
/// ```
final class SyslogSession implements Session {
    private final ChannelTemplate channels;
    private final Peer peer;
    private final Sender sender;
    private final SyslogCutter cutter;
    private final BatchBuilder builder = new BatchBuilder();
    private int unread;
    private int owed;
    private @Nullable CloseReason leaving;

    SyslogSession(Syslog syslog, Peer peer) {
        this.channels = syslog.channels();
        this.peer = peer;
        this.sender = new Sender(peer.text());
        this.cutter = new SyslogCutter(syslog.lineBytesMax(), this::take);
    }

    @Override
    public void received(ByteBuffer bytes, Turn turn) {
        if (leaving == null) {
            unread = bytes.remaining();
            cutter.cut(bytes, turn);
            publish(turn);
        }
    }

    @Override
    public void inputEnded(Turn turn) {
        leave(CloseReason.PEER_CLOSED, turn);
    }

    @Override
    public void stopping(Turn turn) {
        leave(CloseReason.SERVER_STOPPED, turn);
    }

    private void leave(CloseReason reason, Turn turn) {
        if (leaving == null) {
            leaving = reason;
            cutter.end(turn);
            publish(turn);
        }
        closeWhenPaid(turn);
    }

    private void closeWhenPaid(Turn turn) {
        if (leaving != null && owed == 0) {
            turn.close(leaving);
        }
    }

    private void take(ByteBuffer bytes, int from, int to, Turn turn) {
        builder.add(bytes, from, to, unread);
        if (builder.isFull()) {
            publish(turn);
        }
    }

    private void publish(Turn turn) {
        if (builder.isEmpty()) {
            return;
        }
        ChannelName fixed = channels.fixed();
        if (fixed != null) {
            publish(builder.take(fixed, sender, null, turn.epochMicros()), turn);
        } else {
            builder.takeByChannel(this::channel, sender, turn.epochMicros()).forEach(batch -> publish(batch, turn));
        }
    }

    private ChannelName channel(byte[] bytes, int from, int to) {
        return channels.channel(bytes, from, to, peer.host());
    }

    /// The peer cannot be told, so nothing may be refused.
    private void publish(Batch batch, Turn turn) {
        owed++;
        turn.request(new HubRequest.Publish(batch, true));
    }

    @Override
    public void answered(HubAnswer answer, Turn turn) {
        if (answer instanceof HubAnswer.Stored || answer instanceof HubAnswer.Refused) {
            owed--;
            closeWhenPaid(turn);
        }
    }
}
