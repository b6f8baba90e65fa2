package dev.switchboard.journal.disk;

import dev.switchboard.message.Missing;

/// What happens in a journal that somebody may want to know: a closed set.
public sealed interface JournalEvent {
    /// At start: the last group was not written to its end when the server ended. Nobody had been told that it is
    /// stored. It was taken away.
    ///
    /// @param position in the file, from which on
    /// @param bytes how many were dropped
    /// @param offset the end of the journal now
    record TailDropped(String file, long position, long bytes, long offset) implements JournalEvent {}

    /// Bytes are not what was written. Whoever reads there is told that the messages are missing.
    ///
    /// @param position in the file, of the first bad byte's record
    /// @param bytes up to the next valid record
    record Damaged(String file, long position, long bytes, Missing missing) implements JournalEvent {}

    /// A file that looks like a segment cannot be read at all. It is left alone.
    record Unreadable(String file, String problem) implements JournalEvent {}

    /// An index or another file that can be made anew was missing or wrong and was made anew.
    record Rebuilt(String file) implements JournalEvent {}

    /// Messages are refused, since the disk does not take them. Told once, until it works again.
    record Refusing(String problem) implements JournalEvent {}

    /// Messages are stored again.
    record Storing() implements JournalEvent {}

    /// A segment was removed, by retention.
    ///
    /// @param from its first offset
    /// @param to behind its last offset
    record Removed(String file, long from, long to) implements JournalEvent {}

    /// A full segment was compressed.
    ///
    /// @param file that it is in now
    /// @param plainBytes the size that it had
    /// @param storedBytes the size that it has
    record Compressed(String file, long plainBytes, long storedBytes) implements JournalEvent {}

    /// Work in the background failed; it is tried again when there is reason to.
    record UpkeepFailed(String what, String problem) implements JournalEvent {}

    /// A defect of ours, or of whoever appended.
    record Defect(String where, Throwable cause) implements JournalEvent {}
}
