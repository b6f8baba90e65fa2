package dev.switchboard.server;

import dev.switchboard.search.WordIndexEvent;
import dev.switchboard.search.WordIndexEvents;

/// What happens in the index of words goes to the [System.Logger] named `dev.switchboard`: failures as warnings.
final class SystemLoggerIndexEvents implements WordIndexEvents {
    private final System.Logger logger = System.getLogger("dev.switchboard");

    @Override
    public void on(WordIndexEvent event) {
        System.Logger.Level level = switch (event) {
            case WordIndexEvent.Defect _ -> System.Logger.Level.ERROR;
            case WordIndexEvent.Discarded _, WordIndexEvent.Failing _ -> System.Logger.Level.WARNING;
            case WordIndexEvent.Working _ -> System.Logger.Level.INFO;
        };
        logger.log(level, () -> IndexEventText.of(event));
    }
}
