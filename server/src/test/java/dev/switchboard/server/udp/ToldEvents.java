package dev.switchboard.server.udp;

import dev.switchboard.serving.ServingEvent;
import dev.switchboard.serving.ServingEvent.AnswersWithheld;
import dev.switchboard.serving.ServingEvent.DatagramsDropped;
import dev.switchboard.serving.ServingEvent.Withheld;
import dev.switchboard.serving.ServingEvents;
import dev.switchboard.testkit.Until;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Keeps what a listener tells, for tests to wait for and look at.
final class ToldEvents implements ServingEvents {
    private final List<ServingEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public void on(ServingEvent event) {
        events.add(event);
    }

    List<ServingEvent> all() {
        return List.copyOf(events);
    }

    /// How many answers were told to be withheld for this reason.
    long withheld(Withheld why) {
        return events.stream()
                .filter(AnswersWithheld.class::isInstance)
                .map(AnswersWithheld.class::cast)
                .filter(told -> told.why() == why)
                .mapToLong(AnswersWithheld::count)
                .sum();
    }

    void awaitWithheld(Withheld why, long count) {
        Until.holds(count + " answers withheld: " + why.text(), () -> withheld(why) == count);
    }

    List<DatagramsDropped> dropped() {
        return events.stream()
                .filter(DatagramsDropped.class::isInstance)
                .map(DatagramsDropped.class::cast)
                .toList();
    }
}
