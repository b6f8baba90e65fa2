package dev.switchboard.hub;

import dev.switchboard.journal.Journal;
import java.io.IOException;

/// Opens the journal of a hub.
@FunctionalInterface
public interface JournalOpener {
    /// Opens it.
    ///
    /// @param afterGroup to be run on the journal's thread after the callbacks of each group of publications
    /// @throws IOException when it cannot be opened; nothing is left open
    Journal open(Runnable afterGroup) throws IOException;
}
