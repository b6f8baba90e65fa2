package dev.switchboard.posix;

/// A descriptor whose number stays taken while any thread is inside a call on it.
///
/// ```
///   open ──close(), no thread inside──────────────────────────► closed
///     └──close(), threads inside: rouse ─► closing ─last leaves─► closed
/// ```
/// Closing a number under a blocked call would let the kernel give it to another file, which the call's next turn would
/// then use. So `close` first rouses the threads inside, waits until they have left, and closes last. Any thread.
final class HeldDescriptor {
    private final int fd;
    private int inside;
    private boolean closing;

    HeldDescriptor(int fd) {
        this.fd = fd;
    }

    int fd() {
        return fd;
    }

    /// Begins a call; false when the descriptor is closed or about to be. Each true needs one [#leave].
    synchronized boolean enter() {
        if (closing) {
            return false;
        }
        inside++;
        return true;
    }

    synchronized void leave() {
        inside--;
        notifyAll();
    }

    synchronized boolean isClosing() {
        return closing;
    }

    /// Closes it after the last thread has left. Runs `rouse` only when a thread is inside; it must make their calls
    /// return, also a call that is only about to begin. A second close returns at once.
    synchronized void close(Runnable rouse) {
        if (closing) {
            return;
        }
        closing = true;
        if (inside > 0) {
            rouse.run();
        }
        boolean interrupted = false;
        while (inside > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        Descriptors.closeOwned(fd);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
