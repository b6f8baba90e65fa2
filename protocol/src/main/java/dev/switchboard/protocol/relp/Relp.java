package dev.switchboard.protocol.relp;

import dev.switchboard.message.ChannelName;
import dev.switchboard.message.Sender;
import dev.switchboard.protocol.Peer;
import dev.switchboard.protocol.Protocol;
import dev.switchboard.protocol.Session;

/// The `relp` protocol, see `docs/protocols/relp.md`.
///
/// @param channel where messages go
/// @param messageBytesMax what the data of a frame may have; at least what a client's offers need, some 200
public record Relp(ChannelName channel, int messageBytesMax) implements Protocol {
    @Override
    public String name() {
        return "relp";
    }

    @Override
    public Session open(Peer peer) {
        return new RelpSession(this, new Sender(peer.text()), RelpSession.NUMBER_FIRST);
    }
}
