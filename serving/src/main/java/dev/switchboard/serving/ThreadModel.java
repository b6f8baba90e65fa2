package dev.switchboard.serving;

import java.util.concurrent.ExecutorService;

/// `thread`: a numbered platform thread per connection, created on accept, which reads; a second one writes what
/// does not come from the first.
final class ThreadModel implements ServingModel {
    private final BlockingAcceptor acceptor;
    private final ExecutorService writers;
    private final ServingThreads threads;

    ThreadModel(BlockingAcceptor acceptor, ExecutorService writers, ServingThreads threads) {
        this.acceptor = acceptor;
        this.writers = writers;
        this.threads = threads;
    }

    @Override
    public void start() {
        threads.start("accept", this::accept);
    }

    private void accept() throws InterruptedException {
        int number = 0;
        for (BlockingConnection next = acceptor.accept(); next != null; next = acceptor.accept()) {
            number++;
            threads.startFor(next, "reader-" + number);
        }
    }

    @Override
    public void stopAccepting() {
        acceptor.close();
    }

    @Override
    public void close() {
        writers.shutdown();
    }
}
