package dev.switchboard.journal;

import dev.switchboard.message.Batch;
import dev.switchboard.message.StoredBatch;

/// A batch on its way into a [Journal], and who is told what became of it. The two callbacks come on the journal's
/// thread, for every group of batches in a row; they must be quick, and neither block nor throw.
public interface Publication {
    /// What to append; possibly empty.
    Batch batch();

    /// Whether the batch is still to be stored: asked on the journal's thread when its turn has come, once
    /// what came before it is decided or goes into the same group. One that is not is refused.
    default boolean isWanted() {
        return true;
    }

    /// The batch is durable. Of an empty one, `firstOffset` is that of the next message in the journal's order.
    void stored(StoredBatch stored);

    /// The batch is not stored and will not be. What follows of the same producer is refused as well, until an empty
    /// batch of that producer: so a count of its stored messages always means the first ones.
    ///
    /// @param problem why, in one line
    void refused(String problem);
}
