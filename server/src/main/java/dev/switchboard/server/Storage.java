package dev.switchboard.server;

import dev.switchboard.journal.disk.JournalEvents;
import dev.switchboard.journal.disk.JournalOptions;
import dev.switchboard.search.WordIndexEvents;
import java.nio.file.Path;

/// Where and how a server keeps its messages. Only looked at when a listener's protocol stores messages.
///
/// @param directory created when it is not there; one server at a time
/// @param events where to tell what happens in the journal
/// @param indexEvents where to tell what happens in the index of its words
public record Storage(Path directory, JournalOptions options, JournalEvents events, WordIndexEvents indexEvents) {
    /// Where the index of words is, in the journal's directory.
    static final String INDEX = "search";
    /// Where messages are kept when nothing is said: below the working directory.
    public static final Path DIRECTORY = Path.of("switchboard-data");

    /// In `switchboard-data` in the working directory, forced, everything kept; events go to the [System.Logger]
    /// named `dev.switchboard`.
    static Storage standard() {
        return new Storage(
                DIRECTORY, JournalOptions.DEFAULT, new SystemLoggerJournalEvents(), new SystemLoggerIndexEvents());
    }

    /// The same in another directory.
    public Storage in(Path other) {
        return new Storage(other, options, events, indexEvents);
    }
}
