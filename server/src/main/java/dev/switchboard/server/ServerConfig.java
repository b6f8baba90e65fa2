package dev.switchboard.server;

import dev.switchboard.serving.Model;
import dev.switchboard.serving.ServingEvents;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// What a server is started with. Immutable.
///
/// @param listeners what to listen on, in order; at least one
/// @param grace how long peers have to close when the server stops; 0 to 36,500 days
/// @param storage where messages are kept, if a listener's protocol stores them
/// @param events where to tell what happens on the listeners
public record ServerConfig(List<ListenerSpec> listeners, Duration grace, Storage storage, ServingEvents events) {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration GRACE_MAX = Duration.ofMillis(Quantities.MILLIS_MAX);

    public ServerConfig {
        listeners = List.copyOf(listeners);
        if (listeners.isEmpty()) {
            throw new ConfigException("a server needs at least one listener, such as echo:2012");
        }
        if (grace.isNegative() || grace.compareTo(GRACE_MAX) > 0) {
            throw new ConfigException("a grace lasts from 0 to 36500 days, not " + grace);
        }
    }

    /// A configuration with these listeners, each as after `--listen`, a grace of 5 seconds, messages in the directory
    /// `switchboard-data`, and events that go to the [System.Logger] named `dev.switchboard`.
    ///
    /// @throws ConfigException when a specification is wrong
    public static ServerConfig of(String... listeners) {
        List<ListenerSpec> specs = Arrays.stream(listeners)
                .map(text -> ListenerSpec.parse(text, Model.VIRTUAL))
                .toList();
        return new ServerConfig(specs, GRACE, Storage.standard(), new SystemLoggerEvents());
    }

    /// The same with another grace.
    public ServerConfig withGrace(Duration other) {
        return new ServerConfig(listeners, other, storage, events);
    }

    /// The same, telling its events elsewhere.
    public ServerConfig withEvents(ServingEvents other) {
        return new ServerConfig(listeners, grace, storage, other);
    }

    /// The same, keeping its messages elsewhere.
    public ServerConfig withStorage(Storage other) {
        return new ServerConfig(listeners, grace, other, events);
    }

    /// The same, keeping its messages in this directory.
    public ServerConfig withData(Path directory) {
        return withStorage(storage.in(directory));
    }

    boolean storesMessages() {
        return listeners.stream().anyMatch(ListenerSpec::storesMessages);
    }
}
