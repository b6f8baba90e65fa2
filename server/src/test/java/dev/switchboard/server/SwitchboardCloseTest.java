package dev.switchboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.protocol.CloseReason;
import dev.switchboard.serving.Model;
import dev.switchboard.serving.ServingEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class SwitchboardCloseTest {
    private final Queue<ServingEvent> events = new ConcurrentLinkedQueue<>();

    @ParameterizedTest
    @EnumSource
    void closingFreesThePortsAndClosingTwiceDoesNothing(Model model) throws Exception {
        Switchboard server = start(Duration.ZERO, "echo:0,model=" + model.word(), "echo/udp:0");
        int port = server.addresses().getFirst().getPort();
        server.close();
        // Not at once: the kernel keeps the socket until the thread that waited in accept or select has woken up.
        assertThat(Exchange.isFree(port)).isTrue();
        server.close();
        server.awaitDone();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("T2")
    void whoeverIsConnectedSeesTheEndAndTheLogSaysWhy(Model model) throws Exception {
        Duration grace = Duration.ofMillis(Exchange.GIVE_UP_MILLIS);
        Switchboard server = start(grace, "echo:0,stamp=none,model=" + model.word());
        Thread closing = Thread.ofVirtual().unstarted(server::close);
        try (Socket peer = new Socket()) {
            peer.setSoTimeout(Exchange.GIVE_UP_MILLIS);
            peer.connect(server.addresses().getFirst());
            peer.getOutputStream().write('x');
            assertThat(peer.getInputStream().read()).isEqualTo('x');
            closing.start();
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
        }
        closing.join();
        assertThat(reasons()).containsExactly(CloseReason.SERVER_STOPPED);
    }

    @Test
    @Tag("T4")
    void aServerThatServesOnceIsDoneByItselfAfterOneConnection() throws Exception {
        try (Switchboard server = start(Duration.ZERO, "echo:0,stamp=none,model=single,once")) {
            assertThat(Exchange.tcp(server.addresses().getFirst(), "hello")).isEqualTo("hello");
            server.awaitDone();
            assertThat(reasons()).containsExactly(CloseReason.PEER_CLOSED);
        }
    }

    @Test
    void everyThreadIsADaemonAndEndsWithTheServer() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Switchboard server = start(
                Duration.ZERO,
                "echo:0,model=single",
                "echo:0,model=pool",
                "echo:0,model=thread",
                "echo:0,model=select",
                "echo/udp:0");
        server.listeners().stream()
                .filter(listener -> listener.transport().equals("tcp"))
                .forEach(listener -> echo(listener.localAddress()));
        Set<Thread> own = new HashSet<>(Thread.getAllStackTraces().keySet());
        own.removeAll(before);
        own.removeIf(thread -> !thread.getName().matches("(echo|switchboard)-.*"));
        assertThat(own).hasSizeGreaterThanOrEqualTo(14).allMatch(Thread::isDaemon);
        server.close();
        for (Thread thread : own) {
            thread.join();
        }
    }

    private static void echo(InetSocketAddress server) {
        try {
            Exchange.tcp(server, "hello");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<CloseReason> reasons() {
        return events.stream()
                .filter(ServingEvent.ConnectionClosed.class::isInstance)
                .map(event -> ((ServingEvent.ConnectionClosed) event).reason())
                .toList();
    }

    private Switchboard start(Duration grace, String... listeners) throws IOException {
        return Switchboard.start(ServerConfig.of(listeners).withGrace(grace).withEvents(events::add));
    }
}
