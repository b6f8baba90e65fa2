package dev.switchboard.serving;

/// `virtual`: a virtual thread per connection, and for output that does not come from it a second one while there is
/// some. Blocking code at the price of a few kilobytes a connection.
final class VirtualModel implements ServingModel {
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
            Thread.startVirtualThread(next::serve);
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
