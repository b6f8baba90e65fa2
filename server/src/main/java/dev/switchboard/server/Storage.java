package dev.switchboard.server;

import dev.switchboard.journal.disk.JournalEvents;
import dev.switchboard.journal.disk.JournalOptions;
import java.nio.file.Path;

/// Where and how a server keeps its messages. Only looked at when a listener's protocol stores messages.
///
/// @param directory created when it is not there; one server at a time
/// @param events where to tell what happens in the journal
public record Storage(Path directory, JournalOptions options, JournalEvents events) {
    /// Where messages are kept when nothing is said: below the working directory.
    public static final Path DIRECTORY = Path.of("switchboard-data");

    /// In `switchboard-data` in the working directory, forced, everything kept; events go to the [System.Logger]
    /// named `dev.switchboard`.
    static Storage standard() {
        return new Storage(DIRECTORY, JournalOptions.DEFAULT, new SystemLoggerJournalEvents());
    }

    /// The same in another directory.
    public Storage in(Path other) {
        return new Storage(other, options, events);
    }
}
