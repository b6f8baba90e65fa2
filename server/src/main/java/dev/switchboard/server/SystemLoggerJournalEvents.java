package dev.switchboard.server;

import dev.switchboard.journal.disk.JournalEvent;
import dev.switchboard.journal.disk.JournalEvents;

/// What happens in a journal goes to the [System.Logger] named `dev.switchboard`: losses and failures as warnings.
final class SystemLoggerJournalEvents implements JournalEvents {
    private final System.Logger logger = System.getLogger("dev.switchboard");

    @Override
    public void on(JournalEvent event) {
        System.Logger.Level level = switch (event) {
            case JournalEvent.Defect e -> System.Logger.Level.ERROR;
            case JournalEvent.TailDropped e -> System.Logger.Level.WARNING;
            case JournalEvent.Damaged e -> System.Logger.Level.WARNING;
            case JournalEvent.Unreadable e -> System.Logger.Level.WARNING;
            case JournalEvent.Refusing e -> System.Logger.Level.WARNING;
            case JournalEvent.UpkeepFailed e -> System.Logger.Level.WARNING;
            case JournalEvent.Rebuilt e -> System.Logger.Level.INFO;
            case JournalEvent.Storing e -> System.Logger.Level.INFO;
            case JournalEvent.Removed e -> System.Logger.Level.INFO;
            case JournalEvent.Compressed e -> System.Logger.Level.INFO;
        };
        logger.log(level, () -> JournalEventText.of(event));
    }
}
