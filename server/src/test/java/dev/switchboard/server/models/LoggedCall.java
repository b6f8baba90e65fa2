package dev.switchboard.server.models;

import dev.switchboard.serving.AddressText;
import dev.switchboard.serving.ServingEvent.CallBegan;
import dev.switchboard.serving.ServingEvent.CallEnded;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A socket call that a server told, and its end if that came.
public record LoggedCall(CallBegan began, @Nullable CallEnded ended) {
    /// All so far, in the order in which they began. Fails when two have one id or a call ends that did not begin.
    public static List<LoggedCall> all(RecordedEvents events) {
        Map<String, CallEnded> ended =
                events.all(CallEnded.class).stream().collect(Collectors.toMap(CallEnded::id, Function.identity()));
        Map<String, LoggedCall> calls = events.all(CallBegan.class).stream()
                .collect(Collectors.toMap(CallBegan::id, began -> new LoggedCall(began, ended.get(began.id()))));
        if (!calls.keySet().containsAll(ended.keySet())) {
            throw new AssertionError("ended without a beginning: " + ended.keySet() + " of " + calls.keySet());
        }
        return calls.values().stream()
                .sorted(Comparator.comparingLong(call -> call.began.nanos()))
                .toList();
    }

    boolean isOf(String thread) {
        return began.thread().matches(thread);
    }

    boolean hasPeer(int port) {
        return began.peer() != null && began.peer().getPort() == port;
    }

    boolean endedAfterItBegan() {
        return ended != null && ended.nanos() >= began.nanos();
    }

    String result() {
        return ended == null ? "…" : ended.result();
    }

    /// `recv 5`, `recv …` while it lasts.
    @Override
    public String toString() {
        return began.call() + " " + result();
    }

    String local() {
        return AddressText.of(began.local());
    }
}
