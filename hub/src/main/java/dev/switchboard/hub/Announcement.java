package dev.switchboard.hub;

import dev.switchboard.journal.Publication;
import dev.switchboard.message.Batch;
import dev.switchboard.message.StoredBatch;

/// A message of the server's own: nobody waits for its receipt. When the disk refuses it, it is lost; what it told of
/// is in the log as well.
record Announcement(Hub hub, Batch batch) implements Publication {
    @Override
    public void stored(StoredBatch stored) {
        hub.deliver(stored, null);
    }

    @Override
    public void refused(String problem) {}
}
