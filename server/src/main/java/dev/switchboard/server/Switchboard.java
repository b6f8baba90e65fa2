package dev.switchboard.server;

import dev.switchboard.hub.Hub;
import dev.switchboard.journal.disk.DiskJournal;
import dev.switchboard.journal.disk.FreshJournal;
import dev.switchboard.message.StoredBatch;
import dev.switchboard.serving.AddressText;
import dev.switchboard.serving.Listener;
import dev.switchboard.serving.ServingEvent;
import dev.switchboard.serving.ServingEvents;
import dev.switchboard.serving.TcpListener;
import dev.switchboard.serving.UdpListener;
import dev.switchboard.serving.UdpOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A running server. Embeds in any program: it owns its threads, which are daemons, and prints nothing. Thread-safe.
///
/// ```java
/// try (var server = Switchboard.start(ServerConfig.of("echo:0"))) {
///     int port = server.addresses().getFirst().getPort();
/// }
/// ```
public final class Switchboard implements AutoCloseable {
    private final List<Listener> listeners = new ArrayList<>();
    private final @Nullable Hub hub;
    private final List<Tap> taps = new CopyOnWriteArrayList<>();
    private final ScheduledThreadPoolExecutor timers;
    private final Duration grace;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CountDownLatch over = new CountDownLatch(1);

    private Switchboard(@Nullable Hub hub, ScheduledThreadPoolExecutor timers, Duration grace) {
        this.hub = hub;
        this.timers = timers;
        this.grace = grace;
    }

    /// Binds every listener, then serves on all of them. Returns when they are bound; [#close] must follow.
    ///
    /// @throws IOException when one cannot be bound; its message names it. Whatever is thrown, none is left open,
    ///     and no journal is left that this has made
    public static Switchboard start(ServerConfig config) throws IOException {
        ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("switchboard-timers").factory());
        timers.setRemoveOnCancelPolicy(true);
        timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        Storage storage = config.storage();
        FreshJournal fresh = config.storesMessages() ? FreshJournal.before(storage.directory(), Storage.INDEX) : null;
        Hub hub = fresh == null ? null : hub(storage, fresh, config.events());
        ServingEvents events = hub == null ? config.events() : new ServerChannels(hub, config.events());
        Switchboard server = new Switchboard(hub, timers, config.grace());
        try {
            for (ListenerSpec spec : config.listeners()) {
                server.listeners.add(bind(spec, hub, timers, events));
            }
            server.listeners.forEach(Listener::start);
            return server;
        } catch (Throwable e) {
            server.close();
            if (fresh != null) {
                discard(fresh, e);
            }
            throw e;
        }
    }

    private static Hub hub(Storage storage, FreshJournal fresh, ServingEvents events) throws IOException {
        try {
            return Hub.open(
                    afterGroup -> DiskJournal.open(
                            storage.directory(), storage.options(), storage.events(), Background::giveWay, afterGroup),
                    (sender, messages, problem) ->
                            events.on(new ServingEvent.MessagesLost(sender.toString(), messages, problem)),
                    journal -> JournalSearcher.open(
                            storage.directory().resolve(Storage.INDEX), journal, storage.indexEvents()));
        } catch (IOException e) {
            discard(fresh, e);
            throw e;
        }
    }

    /// A start that fails leaves no empty journal behind.
    private static void discard(FreshJournal fresh, Throwable failure) {
        try {
            fresh.discardIfEmpty();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static Listener bind(
            ListenerSpec spec, @Nullable Hub hub, ScheduledThreadPoolExecutor timers, ServingEvents events)
            throws IOException {
        try {
            InetSocketAddress address = spec.address().resolve();
            return switch (spec) {
                case ListenerSpec.Tcp tcp ->
                    TcpListener.bind(
                            tcp.protocol(),
                            tcp.settings().at(address, ChildCommand.of(tcp.text(), events.wantsCalls())),
                            hub,
                            timers,
                            events);
                case ListenerSpec.Udp udp ->
                    UdpListener.bind(
                            udp.protocol(), new UdpOptions(address, udp.answersPerSecondMax()), hub, timers, events);
            };
        } catch (IOException e) {
            throw new IOException("cannot listen on %s: %s".formatted(spec.address(), e.getMessage()), e);
        }
    }

    /// The listeners, in the order of the configuration.
    public List<Listener> listeners() {
        return List.copyOf(listeners);
    }

    /// Where the listeners listen, in the order of the configuration, with the ports that were given for port 0.
    public List<InetSocketAddress> addresses() {
        return listeners.stream().map(Listener::localAddress).toList();
    }

    /// Hands every message that is stored from now on to `taker`, in order, on a thread of its own, until the server is
    /// closed. A slow taker holds nobody up.
    ///
    /// @throws IllegalStateException when no listener's protocol stores messages
    public void tap(Consumer<StoredBatch> taker) {
        if (hub == null) {
            throw new IllegalStateException("this server stores no messages");
        }
        taps.add(new Tap(hub, taker));
    }

    /// Waits until every listener is done by itself or the server is closed, journal and all; the former only with
    /// `once` listeners.
    public void awaitDone() throws InterruptedException {
        for (Listener listener : listeners) {
            listener.awaitDone();
        }
        if (closed.get()) {
            over.await();
        }
    }

    /// Stops accepting, tells every peer in its protocol's way, pays what is owed, half-closes, and waits for the peers
    /// to close; after the grace of the configuration what is left is cut. Closing twice does
    /// nothing, not even wait.
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            listeners.forEach(listener -> listener.stop(grace.toMillis()));
            listeners.forEach(Listener::close);
            taps.forEach(Tap::close);
            if (hub != null) {
                hub.close();
            }
            timers.shutdown();
        } finally {
            over.countDown();
        }
    }

    /// The listeners' addresses, for a debugger.
    @Override
    public String toString() {
        return "Switchboard" + addresses().stream().map(AddressText::of).toList();
    }
}
