package dev.switchboard.protocol.echo;

import dev.switchboard.protocol.DatagramProtocol;
import dev.switchboard.protocol.Peer;
import dev.switchboard.protocol.Protocol;
import dev.switchboard.protocol.Session;
import dev.switchboard.protocol.Turn;
import dev.switchboard.protocol.framing.Framing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// `echo`: sends back each message with a time stamp before it. Stores nothing.
///
/// @param stamp what each reply begins with; null for nothing
/// @param showPeer whether each reply ends with ` ('HOST', PORT)`
/// @param framing how a stream is cut into messages; a datagram is always one message
/// @param messageBytesMax the longest message of a stream, in bytes
public record Echo(@Nullable Stamp stamp, boolean showPeer, Framing framing, int messageBytesMax)
        implements Protocol, DatagramProtocol {
    private static final byte[] NOTHING = {};

    @Override
    public String name() {
        return "echo";
    }

    @Override
    public Session open(Peer peer) {
        return new EchoSession(this, suffix(peer));
    }

    @Override
    public void datagram(Peer peer, ByteBuffer datagram, Turn turn) {
        turn.write(prefix(turn), datagram, suffix(peer));
    }

    byte[] prefix(Turn turn) {
        return stamp == null ? NOTHING : stamp.at(turn.epochMicros());
    }

    private byte[] suffix(Peer peer) {
        return showPeer
                ? (" ('" + peer.host() + "', " + peer.port() + ")").getBytes(StandardCharsets.US_ASCII)
                : NOTHING;
    }
}
