package dev.switchboard.serving;

/// Lets other virtual threads run before a read, where that pays. Under load the peer's next bytes are there when the
/// thread's turn comes again; then the read need not find the socket empty, register it and park, which costs two
/// system calls more than the yield. A quiet connection gains nothing from it, so each connection learns from
/// its own reads and then hardly tries. Not thread-safe: it belongs to whichever thread reads.
final class YieldBeforeRead {
    /// A read that took less found its bytes there; one that had to wait for the peer takes longer.
    private static final long AT_ONCE_NANOS = 15_000;
    /// After failures in a row, so many reads go without a yield before the next try.
    private static final int SKIPPED_READS_MAX = 127;

    private int skipped;
    private int left;
    private long yieldedNanos = Time.NEVER;

    /// To be called by the reading thread before each read.
    @SuppressWarnings("ThreadPriorityCheck") // nothing depends on the yield but speed
    void beforeRead() {
        if (!Thread.currentThread().isVirtual()) {
            return;
        }
        if (left > 0) {
            left--;
            return;
        }
        Thread.yield();
        yieldedNanos = Time.nanos();
    }

    /// To be called after each read that brought bytes.
    void afterRead() {
        if (yieldedNanos == Time.NEVER) {
            return;
        }
        boolean atOnce = Time.nanos() - yieldedNanos < AT_ONCE_NANOS;
        skipped = atOnce ? 0 : Math.min(SKIPPED_READS_MAX, 2 * skipped + 1);
        left = skipped;
        yieldedNanos = Time.NEVER;
    }
}
