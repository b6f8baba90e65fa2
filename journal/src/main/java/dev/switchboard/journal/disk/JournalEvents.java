package dev.switchboard.journal.disk;

/// Where a journal tells what happens. Called from its threads and from whoever opens it: thread-safe, quick, never
/// throwing.
@FunctionalInterface
public interface JournalEvents {
    /// Something happened.
    void on(JournalEvent event);
}
