package dev.switchboard.cli.bench;

import dev.switchboard.client.load.Load;
import sun.misc.Signal;

/// SIGINT and SIGTERM end the load, and what was measured is printed; a second one ends the process at once.
final class BenchSignals {
    /// Added to a signal's number, the exit code that shells give to a process it killed.
    private static final int EXIT_SIGNALLED = 128;

    private final Load load;
    private volatile int received;

    private BenchSignals(Load load) {
        this.load = load;
    }

    static BenchSignals install(Load load) {
        BenchSignals signals = new BenchSignals(load);
        Signal.handle(new Signal("INT"), signals::received);
        Signal.handle(new Signal("TERM"), signals::received);
        return signals;
    }

    /// That of the signal, if one came.
    int exitCode(int otherwise) {
        return received == 0 ? otherwise : EXIT_SIGNALLED + received;
    }

    private void received(Signal signal) {
        if (received != 0) {
            Runtime.getRuntime().halt(EXIT_SIGNALLED + signal.getNumber());
        }
        received = signal.getNumber();
        load.stop();
    }
}
