package dev.switchboard.protocol.relp;

import dev.switchboard.message.ChannelName;
import dev.switchboard.protocol.Peer;
import dev.switchboard.protocol.Protocol;
import dev.switchboard.protocol.Session;
import dev.switchboard.protocol.syslog.ChannelTemplate;

/// The `relp` protocol, see `docs/protocols/relp.md`.
///
/// @param channels where messages go
/// @param messageBytesMax what the data of a frame may have; at least what a client's offers need, some 200
public record Relp(ChannelTemplate channels, int messageBytesMax) implements Protocol {
    /// All messages go to one channel.
    public Relp(ChannelName channel, int messageBytesMax) {
        this(ChannelTemplate.always(channel), messageBytesMax);
    }

    @Override
    public String name() {
        return "relp";
    }

    @Override
    public Session open(Peer peer) {
        return new RelpSession(this, peer, RelpSession.NUMBER_FIRST);
    }
}
