package dev.switchboard.client.lines;

/// Events of several threads, one at a time, and the loss of a connection once.
final class TurnedEvents {
    private final SenderEvents events;
    private boolean lost;

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

    synchronized void back() {
        if (lost) {
            lost = false;
            events.back();
        }
    }
}
