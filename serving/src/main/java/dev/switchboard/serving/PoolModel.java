package dev.switchboard.serving;

import java.util.concurrent.ExecutorService;

/// `pool`: a fixed number of threads, all waiting in accept on one listening socket; each serves the
/// connection it got to its end. When all are busy, connections wait in the kernel's accept queue.
final class PoolModel implements ServingModel {
    private final BlockingAcceptor acceptor;
    private final ExecutorService writers;
    private final ServingThreads threads;
    private final int size;

    PoolModel(BlockingAcceptor acceptor, ExecutorService writers, ServingThreads threads, int size) {
        this.acceptor = acceptor;
        this.writers = writers;
        this.threads = threads;
        this.size = size;
    }

    @Override
    public void start() {
        for (int i = 1; i <= size; i++) {
            threads.start("pool-" + i, this::serve);
        }
    }

    private void serve() throws InterruptedException {
        for (BlockingConnection next = acceptor.accept(); next != null; next = acceptor.accept()) {
            next.serve();
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
