package dev.switchboard.server.lines;

import dev.switchboard.journal.disk.JournalOptions;
import dev.switchboard.journal.disk.Retention;
import dev.switchboard.journal.disk.Sync;
import dev.switchboard.server.ServerConfig;
import dev.switchboard.server.Storage;
import dev.switchboard.server.Switchboard;
import dev.switchboard.server.models.RecordedEvents;
import dev.switchboard.serving.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/// A server that speaks `lines`, for one test. It has several listeners that are alike, since under `single` a second
/// client of one listener waits.
record LinesServer(Switchboard server, RecordedEvents events, Path data) implements AutoCloseable {
    private static final int LISTENERS = 3;
    /// Nothing is written ahead, so that a test begins at once.
    private static final JournalOptions OPTIONS =
            new JournalOptions(Sync.FORCE, Retention.ALL, 64 << 20, 0, 8 << 20, 0);

    /// A server whose listeners serve under this model.
    static LinesServer start(Path data, Model model) throws IOException {
        return start(data, model, "");
    }

    /// @param options more of the listeners, each with a comma before it
    static LinesServer start(Path data, Model model, String options) throws IOException {
        String listener = "lines:0,model=" + model.word() + options;
        return start(data, IntStream.range(0, LISTENERS).mapToObj(i -> listener).toArray(String[]::new));
    }

    static LinesServer start(Path data, String... listeners) throws IOException {
        RecordedEvents events = new RecordedEvents();
        Storage standard = ServerConfig.of(listeners).storage();
        ServerConfig config = ServerConfig.of(listeners)
                .withStorage(new Storage(data, OPTIONS, standard.events(), standard.indexEvents()))
                .withEvents(events);
        return new LinesServer(Switchboard.start(config), events, data);
    }

    /// A client of the listener with this index.
    LinesClient connect(int listener) throws IOException {
        return LinesClient.connect(server.addresses().get(listener));
    }

    /// Stops the server and reads all that it stored on a channel.
    List<StoredMessage> stop(String channel) throws IOException {
        server.close();
        return StoredMessage.all(data, channel);
    }

    @Override
    public void close() {
        server.close();
    }
}
