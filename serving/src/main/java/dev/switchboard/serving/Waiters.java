package dev.switchboard.serving;

/// Threads that wait on a monitor: nobody is notified when nobody waits, which is nearly always. Every call is made
/// with the monitor held.
final class Waiters {
    static final long FOR_EVER = 0;

    private final Object monitor;
    private int waiting;

    Waiters(Object monitor) {
        this.monitor = monitor;
    }

    /// Waits for [#wake], at most this long; may return without either.
    @SuppressWarnings("WaitNotInLoop") // callers loop
    void await(long millis) throws InterruptedException {
        waiting++;
        try {
            monitor.wait(millis);
        } finally {
            waiting--;
        }
    }

    void wake() {
        if (waiting > 0) {
            monitor.notifyAll();
        }
    }
}
