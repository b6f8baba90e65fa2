package dev.switchboard.cli;

import dev.switchboard.server.Switchboard;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;

/// Turns SIGTERM and SIGINT into a graceful stop; a second one ends the process at once.
final class StopSignals {
    /// Added to a signal's number, the exit code that shells give to a process it killed.
    private static final int EXIT_SIGNALLED = 128;

    private final AtomicBoolean stopping = new AtomicBoolean();
    private final Switchboard server;

    private StopSignals(Switchboard server) {
        this.server = server;
    }

    static void install(Switchboard server) {
        StopSignals signals = new StopSignals(server);
        Signal.handle(new Signal("TERM"), signals::received);
        Signal.handle(new Signal("INT"), signals::received);
    }

    private void received(Signal signal) {
        if (stopping.getAndSet(true)) {
            Runtime.getRuntime().halt(EXIT_SIGNALLED + signal.getNumber());
        }
        server.close();
    }
}
