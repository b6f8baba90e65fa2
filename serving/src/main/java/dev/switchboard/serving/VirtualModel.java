package dev.switchboard.serving;

/// `virtual`: a virtual thread per connection, and for output that does not come from it a second one while there is
/// some. Blocking code at the price of a few kilobytes a connection.
///
/// After some reads a fresh virtual thread goes on where the last one ends. What a thread called before the JIT
/// compiler came to it stays interpreted until it returns, at the bottom of the stack for as long as the thread lives,
/// and a stack with such a frame is copied slowly whenever the thread waits.
final class VirtualModel implements ServingModel {
    /// Often enough that a few connections have those methods compiled within seconds; a start costs
    /// less than a microsecond, so many reads a hundred and more.
    private static final int READS_PER_THREAD = 128;

    private final BlockingAcceptor acceptor;
    private final ServingThreads threads;

    VirtualModel(BlockingAcceptor acceptor, ServingThreads threads) {
        this.acceptor = acceptor;
        this.threads = threads;
    }

    @Override
    public void start() {
        threads.start("accept", this::accept);
    }

    private void accept() throws InterruptedException {
        for (BlockingConnection next = acceptor.accept(); next != null; next = acceptor.accept()) {
            goOn(next);
        }
    }

    private void goOn(BlockingConnection connection) {
        try {
            Thread.startVirtualThread(() -> {
                if (connection.serve(READS_PER_THREAD)) {
                    goOn(connection);
                }
            });
        } catch (RuntimeException | OutOfMemoryError noThread) {
            threads.end(connection, noThread);
        }
    }

    @Override
    public void stopAccepting() {
        acceptor.close();
    }

    @Override
    public void close() {
        // Virtual threads end with their connections.
    }
}
