package dev.switchboard.protocol;

import dev.switchboard.message.ChannelName;
import dev.switchboard.message.HubRequest;
import dev.switchboard.message.Sender;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Messages that come one by one and get no receipt. Those of one sender and channel that follow each other
/// become one batch. Confined to its [Turn].
final class Gathering {
    /// The most that is made room for before it has come.
    private static final int ROOM_BYTES_MAX = 256 * 1024;

    private final List<HubRequest> requests;
    private final BatchBuilder builder = new BatchBuilder();
    private @Nullable ChannelName channel;
    private @Nullable Peer peer;
    private @Nullable Sender sender; // made of the peer, and kept as long as it stays the same
    private long epochMicros;
    private int bytesBefore;

    Gathering(List<HubRequest> requests) {
        this.requests = requests;
    }

    /// Adds the message that lies from `start` to `end`, whose bytes are copied.
    void add(ChannelName to, Peer from, long now, ByteBuffer bytes, int start, int end) {
        boolean samePeer = peer != null && peer.equals(from);
        if (builder.isFull() || !samePeer || channel == null || !channel.equals(to)) {
            finish();
            channel = to;
            if (!samePeer) {
                peer = from;
                sender = new Sender(from.text());
            }
        }
        if (builder.isEmpty()) {
            epochMicros = now;
        }
        builder.add(bytes, start, end, bytesBefore);
    }

    /// Asks for what was gathered to be published.
    void finish() {
        if (channel != null && sender != null && !builder.isEmpty()) {
            HubRequest.Publish publish = new HubRequest.Publish(builder.take(channel, sender, null, epochMicros));
            bytesBefore = Math.min(publish.batch().payloadBytes(), ROOM_BYTES_MAX);
            requests.add(publish);
        }
    }
}
