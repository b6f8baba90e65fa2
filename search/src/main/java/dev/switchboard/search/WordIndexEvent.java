package dev.switchboard.search;

/// What happens in an index of words that somebody may want to know: a closed set. None of it costs a
/// message, and none makes an answer wrong.
public sealed interface WordIndexEvent {
    /// A file was not what was written, or of another journal. It is made anew.
    record Discarded(String file, String problem) implements WordIndexEvent {}

    /// The index could not be written or the journal not be read. Told once, until it works again; searches
    /// read messages instead.
    record Failing(String problem) implements WordIndexEvent {}

    /// It works again.
    record Working() implements WordIndexEvent {}

    /// A defect of ours: nothing more is indexed until the next start.
    record Defect(Throwable cause) implements WordIndexEvent {}
}
