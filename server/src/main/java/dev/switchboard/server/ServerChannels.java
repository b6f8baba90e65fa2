package dev.switchboard.server;

import dev.switchboard.hub.Hub;
import dev.switchboard.message.ChannelName;
import dev.switchboard.serving.AddressText;
import dev.switchboard.serving.ConnectionInfo;
import dev.switchboard.serving.ServingEvent;
import dev.switchboard.serving.ServingEvents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Passes every event on, makes a message on `@connections` of every open and close of a connection and on `@drops` of
/// datagrams that the kernel threw away, and keeps the hub's roster.
record ServerChannels(Hub hub, ServingEvents next) implements ServingEvents {
    @Override
    public boolean wantsCalls() {
        return next.wantsCalls();
    }

    @Override
    public void on(ServingEvent event) {
        next.on(event);
        if (event instanceof ServingEvent.ConnectionOpened opened) {
            ConnectionInfo connection = opened.connection();
            long sinceMillis = System.currentTimeMillis();
            hub.roster().came(connection.id(), () -> present(connection, sinceMillis));
            announce(ChannelName.CONNECTIONS, event);
        } else if (event instanceof ServingEvent.ConnectionClosed closed) {
            hub.roster().left(closed.connection().id());
            announce(ChannelName.CONNECTIONS, event);
        } else if (event instanceof ServingEvent.DatagramsDropped) {
            announce(ChannelName.DROPS, event);
        }
    }

    private void announce(ChannelName channel, ServingEvent event) {
        long epochMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        byte[] payload = EventText.of(event).getBytes(StandardCharsets.UTF_8);
        hub.announce(channel, epochMicros, payload);
    }

    private static String present(ConnectionInfo connection, long sinceMillis) {
        return "%s protocol=%s model=%s since %s"
                .formatted(
                        AddressText.of(connection.peer()),
                        connection.protocol(),
                        connection.model().word(),
                        Instant.ofEpochMilli(sinceMillis));
    }
}
