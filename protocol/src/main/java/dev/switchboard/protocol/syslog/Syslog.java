package dev.switchboard.protocol.syslog;

import dev.switchboard.message.Batch;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.HubRequest;
import dev.switchboard.message.Sender;
import dev.switchboard.protocol.DatagramProtocol;
import dev.switchboard.protocol.Peer;
import dev.switchboard.protocol.Protocol;
import dev.switchboard.protocol.Session;
import dev.switchboard.protocol.Turn;
import java.nio.ByteBuffer;

/// The `syslog` protocol, see `docs/protocols/syslog.md`. It takes messages and never answers.
///
/// @param channels where messages go
/// @param lineBytesMax what a message may have over TCP; a longer one is stored in parts of this size
public record Syslog(ChannelTemplate channels, int lineBytesMax) implements Protocol, DatagramProtocol {
    /// All messages go to one channel.
    public Syslog(ChannelName channel, int lineBytesMax) {
        this(ChannelTemplate.always(channel), lineBytesMax);
    }

    @Override
    public String name() {
        return "syslog";
    }

    @Override
    public Session open(Peer peer) {
        return new SyslogSession(this, peer);
    }

    /// A datagram is a message (RFC 5426), but for one line end or NUL at its end. An empty one is none.
    @Override
    public void datagram(Peer peer, ByteBuffer datagram, Turn turn) {
        int from = datagram.position();
        int length = SyslogCutter.withoutLineEnd(datagram, from, datagram.limit()) - from;
        if (length > 0) {
            byte[] payload = new byte[length];
            datagram.get(payload);
            ChannelName channel = channels.channel(payload, 0, length, peer.host());
            Batch batch = new Batch(
                    channel, new Sender(peer.text()), null, turn.epochMicros(), payload, new int[] {length}, 1);
            turn.request(new HubRequest.Publish(batch));
        }
    }
}
