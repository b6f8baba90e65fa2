package dev.switchboard.server.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.protocol.CloseReason;
import dev.switchboard.serving.ServingEvent;
import dev.switchboard.serving.ServingEvent.ConnectionClosed;
import dev.switchboard.serving.ServingEvent.ConnectionOpened;
import dev.switchboard.serving.ServingEvents;
import dev.switchboard.testkit.Until;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Keeps what a server tells, for tests to wait for and look at.
public final class RecordedEvents implements ServingEvents {
    private final List<ServingEvent> events = new CopyOnWriteArrayList<>();
    private final boolean calls;

    public RecordedEvents() {
        this(false);
    }

    /// @param calls whether to be told of socket calls
    public RecordedEvents(boolean calls) {
        this.calls = calls;
    }

    @Override
    public boolean wantsCalls() {
        return calls;
    }

    @Override
    public void on(ServingEvent event) {
        events.add(event);
    }

    public <E extends ServingEvent> List<E> all(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /// Waits for so many connections to be over.
    public List<ConnectionClosed> awaitClosed(int count) {
        Until.holds(
                count + " connections closed", () -> all(ConnectionClosed.class).size() >= count);
        return all(ConnectionClosed.class);
    }

    /// The one connection that there was, when it is over.
    public ConnectionClosed awaitClosed() {
        return awaitClosed(1).getFirst();
    }

    public CloseReason awaitReason() {
        return awaitClosed().reason();
    }

    public void awaitOpened(int count) {
        Until.holds(
                count + " connections opened", () -> all(ConnectionOpened.class).size() >= count);
    }

    /// Every connection was opened once and closed once, in this order, and nothing of ours went wrong.
    public void assertEveryOpenedIsClosedOnce() {
        assertThat(all(ServingEvent.Defect.class)).isEmpty();
        Map<Long, Long> opened = all(ConnectionOpened.class).stream()
                .map(e -> e.connection().id())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        Map<Long, Long> closed = all(ConnectionClosed.class).stream()
                .map(e -> e.connection().id())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(opened.values()).allMatch(count -> count == 1);
        assertThat(closed).isEqualTo(opened);
    }
}
