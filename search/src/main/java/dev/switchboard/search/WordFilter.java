package dev.switchboard.search;

/// A set of words, of which a few more seem to be members than are. Thread-safe.
@FunctionalInterface
interface WordFilter {
    /// False only when the word is not there.
    boolean mayHold(long hash);
}
