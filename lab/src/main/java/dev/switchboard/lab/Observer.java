package dev.switchboard.lab;

import dev.switchboard.lab.kernel.Watch;
import dev.switchboard.lab.kernel.Wire;
import dev.switchboard.lab.peer.SocketPlaces;
import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Party;
import dev.switchboard.lab.record.Recorder;
import dev.switchboard.posix.NetworkNamespace;
import dev.switchboard.posix.PosixException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Looks into one network namespace for a run: the kernel's states and, where it may, the segments on the wire.
/// Thread-safe.
final class Observer implements AutoCloseable {
    private final Watch watch;
    private final @Nullable Wire wire;
    private final IntConsumer ports;

    private Observer(Watch watch, @Nullable Wire wire, IntConsumer ports) {
        this.watch = watch;
        this.wire = wire;
        this.ports = ports;
    }

    /// Looks into the namespace of this process.
    ///
    /// @param ports told of each port that a party listens on, because its segments may pass elsewhere, too
    static Observer here(Recorder recorder, IntConsumer ports) {
        try {
            Watch watch = Watch.start(recorder.originNanos(), recorder::add);
            return new Observer(watch, Wire.start(recorder.originNanos(), segments(recorder, watch)), ports);
        } catch (PosixException e) {
            throw blind(e);
        }
    }

    /// Looks into another namespace.
    ///
    /// @param withWire whether to record segments: at one end of a cable one sees those of both
    static Observer in(NetworkNamespace namespace, boolean withWire, Recorder recorder, IntConsumer ports)
            throws InterruptedException {
        try {
            Watch watch = Watch.start(namespace, recorder.originNanos(), recorder::add);
            Wire wire = withWire ? Wire.start(namespace, recorder.originNanos(), segments(recorder, watch)) : null;
            return new Observer(watch, wire, ports);
        } catch (PosixException e) {
            throw blind(e);
        }
    }

    /// What begins or ends a connection changes the states of its ends.
    private static Consumer<Entry> segments(Recorder recorder, Watch watch) {
        return entry -> {
            recorder.add(entry);
            if (entry instanceof Entry.Segment segment
                    && Stream.of("SYN", "FIN", "RST").anyMatch(segment.flags()::contains)) {
                watch.expectChange();
            }
        };
    }

    private static LabException blind(PosixException e) {
        return new LabException("the kernel does not tell the states of connections: " + e.getMessage(), e);
    }

    /// A process of the party runs here.
    void process(long pid, Party party) {
        watch.ownProcess(pid, party);
    }

    /// A socket of the party listens here.
    void listens(InetSocketAddress address, Party party) {
        watch.own(address.getPort(), party);
        ports.accept(address.getPort());
    }

    /// Segments from and to this port concern the run.
    void follow(int port) {
        if (wire != null) {
            wire.follow(port);
        }
    }

    /// Something is about to happen here.
    void expectChange() {
        watch.expectChange();
    }

    private void has(InetSocketAddress address, Party party) {
        watch.own(address, party);
    }

    /// Tells of the sockets of a scripted end.
    SocketPlaces placesOf(Party party) {
        return new SocketPlaces() {
            @Override
            public void has(InetSocketAddress local) {
                Observer.this.has(local, party);
            }

            @Override
            public void listens(InetSocketAddress local) {
                Observer.this.listens(local, party);
            }
        };
    }

    /// What of the run was not seen; empty when all was.
    Optional<String> problem() {
        return watch.problem().or(this::wireProblem);
    }

    /// Why there are no segments; empty when there are.
    Optional<String> wireProblem() {
        return wire == null ? Optional.empty() : wire.problem();
    }

    /// Waits until the segments up to a moment are on the record.
    ///
    /// @param nanos of the run's time
    /// @return why some may not be; empty when all are
    Optional<String> awaitWire(long nanos) throws InterruptedException {
        return wire == null ? Optional.empty() : wire.awaitReadUpTo(nanos);
    }

    @Override
    public void close() {
        watch.close();
        if (wire != null) {
            wire.close();
        }
    }
}
