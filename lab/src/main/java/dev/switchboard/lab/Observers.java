package dev.switchboard.lab;

import dev.switchboard.lab.record.Recorder;
import dev.switchboard.posix.NetworkNamespace;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One [Observer] for each network namespace in which something of a run happens. Thread-safe.
final class Observers implements AutoCloseable {
    private static final String HERE = "";

    private final Recorder recorder;
    private final Set<Integer> ports = new HashSet<>();
    private final Map<String, Observer> byNamespace = new LinkedHashMap<>();

    Observers(Recorder recorder) {
        this.recorder = recorder;
        byNamespace.put(HERE, Observer.here(recorder, this::listens));
    }

    /// @param prefix `ip netns exec NAME`; any other, and none, leaves a command here
    synchronized Observer at(List<String> prefix) throws InterruptedException {
        String name = prefix.contains("netns") ? prefix.getLast() : HERE;
        Observer known = byNamespace.get(name);
        if (known == null) {
            boolean first = byNamespace.size() == 1;
            known = Observer.in(NetworkNamespace.named(name), first, recorder, this::listens);
            ports.forEach(known::follow);
            byNamespace.put(name, known);
        }
        return known;
    }

    private synchronized void listens(int port) {
        ports.add(port);
        byNamespace.values().forEach(observer -> observer.follow(port));
    }

    synchronized Optional<String> problem() {
        return byNamespace.values().stream()
                .flatMap(observer -> observer.problem().stream())
                .findFirst();
    }

    /// Waits until the segments up to a moment are on the record, wherever they passed.
    ///
    /// @param nanos of the run's time
    /// @return why some may not be; empty when all are
    Optional<String> awaitWire(long nanos) throws InterruptedException {
        for (Observer observer : all()) {
            Optional<String> problem = observer.awaitWire(nanos);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    /// Has every namespace looked at more often for a while: something is about to happen.
    void expectChange() {
        all().forEach(Observer::expectChange);
    }

    /// Without the lock: a wait must not hold up those who tell of their sockets.
    private synchronized List<Observer> all() {
        return List.copyOf(byNamespace.values());
    }

    @Override
    public synchronized void close() {
        byNamespace.values().forEach(Observer::close);
    }
}
