package dev.switchboard.hub;

import dev.switchboard.journal.JournalView;

/// Opens what searches a journal.
@FunctionalInterface
public interface SearcherOpener {
    /// Opens it; what is wrong with its own files must not keep the hub from opening.
    Searcher open(JournalView journal);
}
