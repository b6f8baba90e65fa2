package dev.switchboard.lab;

/// Waits to the end although the thread is interrupted, for what must be over before somebody goes on.
public final class Uninterrupted {
    private Uninterrupted() {}

    /// A wait that can be begun again.
    @FunctionalInterface
    public interface Wait {
        void run() throws InterruptedException;
    }

    /// Waits; an interrupt that came meanwhile is there again afterwards.
    public static void run(Wait wait) {
        boolean interrupted = false;
        while (true) {
            try {
                wait.run();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
