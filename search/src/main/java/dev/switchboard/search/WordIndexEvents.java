package dev.switchboard.search;

/// Where an index of words tells what happens. Called from its thread and from whoever opens it:
/// thread-safe, quick, never throwing.
@FunctionalInterface
public interface WordIndexEvents {
    /// Something happened.
    void on(WordIndexEvent event);
}
