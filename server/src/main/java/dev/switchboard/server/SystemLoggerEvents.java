package dev.switchboard.server;

import dev.switchboard.serving.ServingEvent;
import dev.switchboard.serving.ServingEvents;

/// Sends events to the JDK's logging facade, for programs that embed a server: their logging library picks it up.
/// Socket calls are told when the level `TRACE` is on at the start.
final class SystemLoggerEvents implements ServingEvents {
    private final System.Logger logger = System.getLogger("dev.switchboard");

    @Override
    public boolean wantsCalls() {
        return logger.isLoggable(System.Logger.Level.TRACE);
    }

    @Override
    public void on(ServingEvent event) {
        switch (event) {
            case ServingEvent.Defect defect ->
                logger.log(System.Logger.Level.ERROR, EventText.of(defect), defect.cause());
            case ServingEvent.CallBegan e -> log(System.Logger.Level.TRACE, e);
            case ServingEvent.CallEnded e -> log(System.Logger.Level.TRACE, e);
            case ServingEvent.ConnectionOpened e -> log(System.Logger.Level.INFO, e);
            case ServingEvent.ConnectionClosed e -> log(System.Logger.Level.INFO, e);
            case ServingEvent.AcceptFailed e -> log(System.Logger.Level.WARNING, e);
            case ServingEvent.DatagramsDropped e -> log(System.Logger.Level.WARNING, e);
            case ServingEvent.AnswersWithheld e -> log(System.Logger.Level.WARNING, e);
            case ServingEvent.NotStored e -> log(System.Logger.Level.WARNING, e);
            case ServingEvent.MessagesLost e -> log(System.Logger.Level.WARNING, e);
        }
    }

    private void log(System.Logger.Level level, ServingEvent event) {
        logger.log(level, () -> EventText.of(event));
    }
}
