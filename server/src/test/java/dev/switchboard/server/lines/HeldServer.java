package dev.switchboard.server.lines;

import dev.switchboard.hub.Hub;
import dev.switchboard.journal.disk.DiskJournal;
import dev.switchboard.journal.disk.JournalOptions;
import dev.switchboard.journal.disk.PathDisk;
import dev.switchboard.journal.disk.Retention;
import dev.switchboard.journal.disk.Sync;
import dev.switchboard.message.ChannelName;
import dev.switchboard.protocol.Protocol;
import dev.switchboard.protocol.lines.Lines;
import dev.switchboard.protocol.lines.Receipts;
import dev.switchboard.server.models.RecordedEvents;
import dev.switchboard.serving.Model;
import dev.switchboard.serving.TcpListener;
import dev.switchboard.serving.TcpOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/// The pieces of a server over a disk that the test has in its hand, with two listeners, of `lines` unless
/// said otherwise.
final class HeldServer implements AutoCloseable {
    private static final int LISTENERS = 2;
    private static final int LINE_BYTES_MAX = 64 * 1024;
    private static final long GRACE_MILLIS = 60_000;
    private static final JournalOptions OPTIONS =
            new JournalOptions(Sync.FORCE, Retention.ALL, 64 << 20, 0, 8 << 20, 0);

    final HeldDisk disk;
    final RecordedEvents events = new RecordedEvents();
    private final ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1);
    final Hub hub;
    private final List<TcpListener> listeners = new ArrayList<>();

    HeldServer(Path data, Model model) throws IOException {
        this(data, model, new Lines(ChannelName.MAIN, Receipts.EACH, LINE_BYTES_MAX));
    }

    HeldServer(Path data, Model model, Protocol protocol) throws IOException {
        disk = new HeldDisk(PathDisk.in(data));
        hub = Hub.open(
                afterGroup -> DiskJournal.open(disk, OPTIONS, event -> {}, () -> 0, afterGroup),
                (sender, messages, problem) -> {});
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        TcpOptions options = new TcpOptions(anyPort, model, 2, 128, 1_000, 0, 15, false, 0, List.of());
        for (int i = 0; i < LISTENERS; i++) {
            listeners.add(TcpListener.bind(protocol, options, hub, timers, events));
            listeners.getLast().start();
        }
    }

    List<InetSocketAddress> addresses() {
        return listeners.stream().map(TcpListener::localAddress).toList();
    }

    LinesClient connect(int listener) throws IOException {
        return LinesClient.connect(listeners.get(listener).localAddress());
    }

    /// Tells every connection that the server stops; does not wait for them.
    void stop() {
        listeners.forEach(listener -> listener.stop(GRACE_MILLIS));
    }

    @Override
    public void close() {
        disk.failing(false);
        disk.release();
        listeners.forEach(listener -> listener.stop(0));
        listeners.forEach(TcpListener::close);
        hub.close();
        timers.shutdown();
    }
}
