package dev.switchboard.serving;

import java.util.concurrent.ExecutorService;

/// `single`: one thread accepts a connection, serves it to its end, then accepts the next. Others wait in the
/// kernel's accept queue meanwhile.
final class SingleModel implements ServingModel {
    private final BlockingAcceptor acceptor;
    private final ExecutorService writers;
    private final ServingThreads threads;
    private final boolean once;
    private final Runnable done;

    /// @param once whether to end after the first connection
    /// @param done called when `once` is fulfilled
    SingleModel(
            BlockingAcceptor acceptor, ExecutorService writers, ServingThreads threads, boolean once, Runnable done) {
        this.acceptor = acceptor;
        this.writers = writers;
        this.threads = threads;
        this.once = once;
        this.done = done;
    }

    @Override
    public void start() {
        threads.start("single", this::serve);
    }

    private void serve() throws InterruptedException {
        BlockingConnection connection = acceptor.accept();
        while (connection != null) {
            connection.serve();
            if (once) {
                acceptor.close();
                done.run();
            }
            connection = acceptor.accept();
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
