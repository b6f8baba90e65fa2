package dev.switchboard.journal.disk;

import dev.switchboard.message.Batch;

/// A record of a group.
///
/// @param producerCount how many messages the producer has with these, if there is one
record Stored(Batch batch, int length, long offset, long producerCount) {}
