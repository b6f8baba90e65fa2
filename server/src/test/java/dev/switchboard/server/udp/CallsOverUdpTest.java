package dev.switchboard.server.udp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.server.ServerConfig;
import dev.switchboard.server.Switchboard;
import dev.switchboard.server.models.LoggedCall;
import dev.switchboard.server.models.RecordedEvents;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The calls of a UDP listener, for who asks to be told.
class CallsOverUdpTest {
    @Test
    void eachDatagramIsReceivedFromItsSourceAndAnsweredToIt() throws Exception {
        RecordedEvents events = new RecordedEvents(true);
        int port;
        try (Switchboard server = Switchboard.start(
                        ServerConfig.of("echo/udp:0,stamp=none").withEvents(events));
                UdpPeer peer = UdpPeer.from("127.0.0.1", server.addresses().getFirst())) {
            assertThat(peer.ask("hello")).isEqualTo("hello");
            port = peer.port();
        }
        List<LoggedCall> calls = LoggedCall.all(events);
        assertThat(calls.stream().map(LoggedCall::toString))
                .containsExactlyInAnyOrder(
                        "recvfrom 5 from 127.0.0.1:" + port, "sendto 5", "recvfrom closed", "close 0");
        assertThat(calls.getFirst().began().thread()).matches("echo-udp-\\d+-receive");
    }
}
