package dev.switchboard.lab.kernel;

import static org.awaitility.Awaitility.await;

import dev.switchboard.lab.record.Entry;
import dev.switchboard.posix.TcpState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Keeps what a recorder tells.
final class Entries implements Consumer<Entry> {
    private final List<Entry> all = new ArrayList<>();

    @Override
    public synchronized void accept(Entry entry) {
        all.add(entry);
    }

    synchronized <T extends Entry> List<T> of(Class<T> kind) {
        return all.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .sorted(Comparator.comparingLong(Entry::nanos))
                .toList();
    }

    Stream<Entry.Kernel> end(int localPort, int peerPort) {
        return of(Entry.Kernel.class).stream()
                .filter(entry ->
                        entry.local().getPort() == localPort && entry.peer().getPort() == peerPort);
    }

    /// The states of an end in their order, each once in a row.
    List<String> states(int localPort, int peerPort) {
        List<String> states = new ArrayList<>();
        end(localPort, peerPort).map(Entry.Kernel::stateText).forEach(state -> {
            if (states.isEmpty() || !states.getLast().equals(state)) {
                states.add(state);
            }
        });
        return states;
    }

    void awaitState(int localPort, int peerPort, @Nullable TcpState state) {
        awaitEnd(localPort, peerPort, entry -> entry.state() == state);
    }

    void awaitEnd(int localPort, int peerPort, Predicate<Entry.Kernel> wanted) {
        await().until(() -> end(localPort, peerPort).anyMatch(wanted));
    }
}
