package dev.switchboard.hub;

import dev.switchboard.message.HubAnswer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/// Searches run until the test finishes them or nobody wants them any more. Thread-safe.
final class HeldSearcher implements Searcher {
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final Set<String> finished = ConcurrentHashMap.newKeySet();
    private volatile boolean closedWhenIdle;

    @Override
    public HubAnswer search(String query, BooleanSupplier wanted) {
        running.add(query);
        while (wanted.getAsBoolean() && !finished.contains(query)) {
            Thread.onSpinWait();
        }
        running.remove(query);
        return new HubAnswer.Found(List.of(), 1, query);
    }

    Set<String> running() {
        return Set.copyOf(running);
    }

    void finish(String query) {
        finished.add(query);
    }

    boolean closedWhenIdle() {
        return closedWhenIdle;
    }

    @Override
    public void close() {
        closedWhenIdle = running.isEmpty();
    }
}
