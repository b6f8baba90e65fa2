package dev.switchboard.serving;

import dev.switchboard.posix.Accepted;
import dev.switchboard.posix.Descriptors;
import dev.switchboard.posix.ListeningSocket;
import dev.switchboard.posix.PosixException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// `process`: a child process per connection. This process holds the listening socket and no connection; a
/// child holds its connection and nothing else, so what it crashes from ends only that. Linux only.
///
/// One thread accepts and hands over, one keeps children warm, one listens to what the children say.
final class ProcessModel implements ServingModel {
    private final ListeningSocket listening;
    private final ListenerContext context;
    private final ServingThreads threads;
    private final Children children;
    private final Semaphore taken = new Semaphore(1); // the first permit fills the pool at the start
    private final CountDownLatch closed = new CountDownLatch(1);

    /// @param listening bound; this model closes it
    ProcessModel(ListeningSocket listening, ListenerContext context, ServingThreads threads) throws PosixException {
        this.listening = listening;
        this.context = context;
        this.threads = threads;
        TcpOptions options = context.options();
        this.children = new Children(options.childCommand(), options.warmChildren(), context.events());
    }

    @Override
    public void start() {
        threads.start("children", children::listen);
        threads.start("warm", this::keepWarm);
        threads.start("accept", this::accept);
    }

    private void accept() throws InterruptedException {
        AcceptPause pause = new AcceptPause();
        Accepted waiting = null; // accepted, but there was no child for it yet
        while (closed.getCount() > 0) {
            try {
                waiting = waiting == null ? next() : waiting;
                if (waiting == null) {
                    return;
                }
                take(waiting);
                close(waiting);
                waiting = null;
                pause.accepted();
            } catch (IOException e) {
                long millis = pause.failed(listening.localAddress(), e, context.events());
                closed.await(millis, TimeUnit.MILLISECONDS);
            }
        }
        if (waiting != null) {
            close(waiting);
        }
    }

    private @Nullable Accepted next() throws IOException {
        CallLog calls = context.calls();
        if (calls == null) {
            return listening.accept();
        }
        CallLog.Call<Optional<Accepted>> accept = () -> Optional.ofNullable(listening.accept());
        return calls.call("accept", listening.localAddress(), null, accept, ProcessModel::result)
                .orElse(null);
    }

    private static String result(Optional<Accepted> accepted) {
        return accepted.map(it -> AddressText.of(it.peer())).orElse("closed");
    }

    /// Takes the connection over; this process's descriptor of it is of no more use then.
    ///
    /// @throws PosixException when there is no child for it, and nothing has happened to it
    private void take(Accepted accepted) throws PosixException {
        Connections connections = context.connections();
        if (connections.admit()) {
            handOver(accepted, connections);
            taken.release();
        } else {
            long pid = ProcessHandle.current().pid();
            connections.refused(connections.describe(accepted.peer(), accepted.local(), pid));
        }
    }

    private void close(Accepted accepted) {
        CallLog calls = context.calls();
        try {
            if (calls == null) {
                Descriptors.close(accepted.fd());
            } else {
                calls.act("close", accepted.local(), accepted.peer(), () -> Descriptors.close(accepted.fd()));
            }
        } catch (IOException e) {
            // The descriptor is gone either way.
        }
    }

    private void handOver(Accepted accepted, Connections connections) throws PosixException {
        Child child;
        try {
            child = children.take();
        } catch (PosixException e) {
            connections.unadmit();
            throw e;
        }
        ConnectionInfo info = connections.describe(accepted.peer(), accepted.local(), child.pid());
        ChildConnection connection = new ChildConnection(info, child, connections);
        connections.opened(connection);
        try {
            child.serve(connection, accepted.fd());
        } catch (PosixException e) {
            context.events().on(new ServingEvent.Defect("child-" + child.pid(), e));
            connection.lost();
        }
    }

    private void keepWarm() throws InterruptedException {
        AcceptPause pause = new AcceptPause();
        while (closed.getCount() > 0) {
            taken.acquire();
            taken.drainPermits();
            try {
                children.refill();
                pause.accepted();
            } catch (PosixException e) {
                long millis = pause.failed(listening.localAddress(), e, context.events());
                closed.await(millis, TimeUnit.MILLISECONDS);
            }
        }
    }

    @Override
    public void stopAccepting() {
        boolean first = closed.getCount() > 0;
        closed.countDown();
        taken.release();
        if (first) {
            closeListening();
        }
    }

    private void closeListening() {
        CallLog calls = context.calls();
        if (calls == null) {
            listening.close();
            return;
        }
        try {
            calls.act("close", listening.localAddress(), null, listening::close);
        } catch (IOException e) {
            throw new IllegalStateException("closing a listening socket does not fail", e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        children.close();
    }
}
