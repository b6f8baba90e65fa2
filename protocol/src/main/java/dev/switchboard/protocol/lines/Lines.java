package dev.switchboard.protocol.lines;

import dev.switchboard.message.ChannelName;
import dev.switchboard.message.Sender;
import dev.switchboard.protocol.DatagramProtocol;
import dev.switchboard.protocol.Peer;
import dev.switchboard.protocol.Protocol;
import dev.switchboard.protocol.Session;
import dev.switchboard.protocol.Turn;
import java.nio.ByteBuffer;

/// The `lines` protocol, see `docs/protocols/lines.md`.
///
/// @param channel where messages go until the client says otherwise
/// @param lineBytesMax what a line may have, without its end
public record Lines(ChannelName channel, Receipts receipts, int lineBytesMax) implements Protocol, DatagramProtocol {
    @Override
    public String name() {
        return "lines";
    }

    @Override
    public Session open(Peer peer) {
        return new LinesSession(this, new Sender(peer.text()));
    }

    /// A datagram is a message, but for one line end at its end. Never answered.
    @Override
    public void datagram(Peer peer, ByteBuffer datagram, Turn turn) {
        int from = datagram.position();
        turn.gather(channel, peer, datagram, from, from + withoutLineEnd(datagram));
    }

    private static int withoutLineEnd(ByteBuffer datagram) {
        int from = datagram.position();
        int end = datagram.limit();
        if (end > from && datagram.get(end - 1) == '\n') {
            end--;
            if (end > from && datagram.get(end - 1) == '\r') {
                end--;
            }
        }
        return end - from;
    }
}
