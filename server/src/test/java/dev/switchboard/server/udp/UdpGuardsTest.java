package dev.switchboard.server.udp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.server.ServerConfig;
import dev.switchboard.server.Switchboard;
import dev.switchboard.serving.ServingEvent.DatagramsDropped;
import dev.switchboard.serving.ServingEvent.Withheld;
import dev.switchboard.testkit.Until;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a UDP listener does not answer, and that it says so.
class UdpGuardsTest {
    private static final int SERVICE_PORT_MAX = 1023;
    private static final int SERVICE_PORT_MIN = 600;

    private final ToldEvents events = new ToldEvents();

    @Test
    @Tag("root")
    void aServicePortIsNotAnswered() throws Exception {
        try (Switchboard server = start("echo/udp:0");
                UdpPeer service = fromServicePort(server.addresses().getFirst());
                UdpPeer other = UdpPeer.from("127.0.0.1", server.addresses().getFirst())) {
            service.send("an answer that would be answered");
            assertThat(other.ask("x")).endsWith("] x");
            assertThat(service.poll()).isEmpty();
            events.awaitWithheld(Withheld.LOW_PORT, 1);
        }
    }

    @Test
    void oneSourceHasItsShareOfAnswersAndOthersHaveTheirs() throws Exception {
        int perSecond = 5;
        int asked = 200;
        try (Switchboard server = start("echo/udp:0,stamp=none,rate=" + perSecond);
                UdpPeer greedy = UdpPeer.from("127.0.0.1", server.addresses().getFirst());
                UdpPeer modest = UdpPeer.from("127.0.0.2", server.addresses().getFirst())) {
            long start = System.nanoTime();
            for (int i = 0; i < asked; i++) {
                greedy.send("more");
            }
            // One thread answers in the order of arrival: when this answer is here, all others were given.
            assertThat(modest.ask("please")).isEqualTo("please");
            long secondsBegun = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) + 1;
            int answered = 0;
            while (greedy.poll().length > 0) {
                answered++;
            }
            assertThat(answered).isBetween(perSecond, (int) (perSecond * secondsBegun));
            events.awaitWithheld(Withheld.RATE, asked - answered);
        }
    }

    @Test
    void allPortsOfOneSourceShareItsAnswers() throws Exception {
        List<UdpPeer> ports = new ArrayList<>();
        try (Switchboard server = start("echo/udp:0,stamp=none,rate=1");
                UdpPeer last = UdpPeer.from("127.0.0.2", server.addresses().getFirst())) {
            long start = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                ports.add(UdpPeer.from("127.0.0.1", server.addresses().getFirst()));
                ports.getLast().send("x");
            }
            assertThat(last.ask("all asked")).isEqualTo("all asked");
            long secondsBegun = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) + 1;
            int answered = 0;
            for (UdpPeer port : ports) {
                answered += port.poll().length;
            }
            assertThat(answered).isBetween(1, (int) secondsBegun);
        } finally {
            for (UdpPeer port : ports) {
                port.close();
            }
        }
    }

    @Test
    void whatTheKernelDropsIsTold() throws Exception {
        try (StarvedListener starved = new StarvedListener(events);
                UdpPeer peer = UdpPeer.from("127.0.0.1", starved.address())) {
            starved.flood(peer);
            Until.holds("drops told", () -> !events.dropped().isEmpty());
            DatagramsDropped told = events.dropped().getFirst();
            assertThat(told.local()).isEqualTo(starved.address());
            assertThat(told.dropped()).isPositive().isEqualTo(told.total());
            starved.feed();
            Until.holds("answers again", () -> {
                peer.send("?");
                return peer.poll().length > 0;
            });
        }
    }

    @Test
    @Tag("root")
    void withPrivilegeTheKernelKeepsMoreThanOthersAreAllowed() throws Exception {
        try (StarvedListener starved = new StarvedListener(events);
                UdpPeer peer = UdpPeer.from("127.0.0.1", starved.address())) {
            starved.awaitBuffer();
            starved.send(peer, 1_000); // 32 MB, more than is usual for others
            starved.feed();
            assertThat(peer.ask("?")).isEqualTo("fed");
        }
        assertThat(events.dropped()).isEmpty();
    }

    private Switchboard start(String listener) throws IOException {
        return Switchboard.start(ServerConfig.of(listener).withEvents(events));
    }

    private static UdpPeer fromServicePort(InetSocketAddress server) throws IOException {
        for (int port = SERVICE_PORT_MAX; port >= SERVICE_PORT_MIN; port--) {
            try {
                return UdpPeer.from(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), server);
            } catch (BindException taken) {
                // The next one.
            }
        }
        throw new IllegalStateException("no free port below 1024");
    }
}
