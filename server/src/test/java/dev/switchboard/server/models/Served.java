package dev.switchboard.server.models;

import dev.switchboard.server.ServerConfig;
import dev.switchboard.server.Switchboard;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/// A server with one listener, for one test.
record Served(Switchboard server, RecordedEvents events) implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    static Served start(String listener) throws IOException {
        return start(listener, Duration.ofSeconds(5));
    }

    static Served start(String listener, Duration grace) throws IOException {
        return start(listener, grace, new RecordedEvents());
    }

    /// One that tells of its socket calls.
    static Served startWithCalls(String listener) throws IOException {
        return start(listener, Duration.ofSeconds(5), new RecordedEvents(true));
    }

    private static Served start(String listener, Duration grace, RecordedEvents events) throws IOException {
        ServerConfig config = ServerConfig.of(listener).withGrace(grace).withEvents(events);
        return new Served(Switchboard.start(config), events);
    }

    InetSocketAddress address() {
        return server.addresses().getFirst();
    }

    /// A client that does not wait for ever.
    Socket connect() throws IOException {
        Socket client = new Socket();
        client.connect(address(), PATIENCE_MILLIS);
        client.setSoTimeout(PATIENCE_MILLIS);
        return client;
    }

    @Override
    public void close() {
        server.close();
    }
}
