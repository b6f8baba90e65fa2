package dev.switchboard.client.lines;

/// Events of several threads, one at a time, and each trouble once.
final class TurnedEvents {
    private final SenderEvents events;
    private boolean lost;
    private boolean delayed;
    private String delayTold = "";

    TurnedEvents(SenderEvents events) {
        this.events = events;
    }

    synchronized void refused(long number, String problem) {
        events.refused(number, problem);
    }

    synchronized void lost(String cause) {
        if (!lost) {
            lost = true;
            events.lost(cause);
        }
    }

    synchronized void delayed(String cause) {
        delayed = true;
        if (!delayTold.equals(cause)) {
            delayTold = cause;
            events.delayed(cause);
        }
    }

    synchronized void back() {
        if (lost && !delayed) {
            lost = false;
            events.back();
        }
    }

    /// Messages were answered. A disk that is full again before all are has told nothing new.
    synchronized void progressed(boolean allAnswered) {
        delayed = false;
        if (allAnswered) {
            delayTold = "";
        }
        back();
    }
}
