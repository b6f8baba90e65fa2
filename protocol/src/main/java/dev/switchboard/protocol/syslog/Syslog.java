package dev.switchboard.protocol.syslog;

import dev.switchboard.message.ChannelName;
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
        int to = SyslogCutter.withoutLineEnd(datagram, from, datagram.limit());
        if (to > from) {
            turn.gather(channel(peer, datagram, from, to), peer, datagram, from, to);
        }
    }

    private ChannelName channel(Peer peer, ByteBuffer datagram, int from, int to) {
        ChannelName fixed = channels.fixed();
        if (fixed != null) {
            return fixed;
        }
        byte[] message = new byte[to - from];
        datagram.get(from, message);
        return channels.channel(message, 0, message.length, peer.host());
    }
}
