package dev.switchboard.hub;

import dev.switchboard.message.Sender;

/// Told of messages that are lost although their sender was promised patience. Called on any thread; must
/// be quick.
@FunctionalInterface
public interface Losses {
    /// So many messages of a sender are not stored and will not be.
    ///
    /// @param problem why, in one line
    void lost(Sender sender, long messages, String problem);
}
