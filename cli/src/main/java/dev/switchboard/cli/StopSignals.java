package dev.switchboard.cli;

import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;

/// Turns SIGTERM and SIGINT into a graceful stop; a second one ends the process at once.
public final class StopSignals {
    /// Added to a signal's number, the exit code that shells give to a process it killed.
    private static final int EXIT_SIGNALLED = 128;

    private final Runnable stop;
    private final AtomicInteger received = new AtomicInteger();

    private StopSignals(Runnable stop) {
        this.stop = stop;
    }

    /// From now on, for the rest of the process's life.
    ///
    /// @param stop run by the first signal, on a thread of its own
    public static StopSignals install(Runnable stop) {
        StopSignals signals = new StopSignals(stop);
        Signal.handle(new Signal("TERM"), signals::received);
        Signal.handle(new Signal("INT"), signals::received);
        return signals;
    }

    /// That of the signal, if one came.
    public int exitCode(int otherwise) {
        int signal = received.get();
        return signal == 0 ? otherwise : EXIT_SIGNALLED + signal;
    }

    private void received(Signal signal) {
        if (!received.compareAndSet(0, signal.getNumber())) {
            Runtime.getRuntime().halt(EXIT_SIGNALLED + signal.getNumber());
        }
        stop.run();
    }
}
