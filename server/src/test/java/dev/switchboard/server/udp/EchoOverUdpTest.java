package dev.switchboard.server.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.server.ServerConfig;
import dev.switchboard.server.Switchboard;
import dev.switchboard.serving.ServingEvent.Withheld;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// `echo/udp`: what comes back for a datagram.
@Tag("T5")
class EchoOverUdpTest {
    private static final String STAMP =
            "\\[(Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d \\d{4}] ";
    private static final int DATAGRAM_BYTES_MAX = 65_507;

    private final ToldEvents events = new ToldEvents();

    @Test
    void everyDatagramHasOneAnswerOfItsOwn() throws Exception {
        try (Switchboard server = start("echo/udp:0");
                UdpPeer peer = UdpPeer.from("127.0.0.1", address(server))) {
            peer.send("one");
            peer.send("two");
            assertThat(peer.receive()).asString().matches(STAMP + "one");
            assertThat(peer.receive()).asString().matches(STAMP + "two");
            assertThat(peer.ask("end")).matches(STAMP + "end");
            assertThat(peer.poll()).isEmpty();
        }
    }

    @Test
    void anEmptyDatagramIsAnsweredByTheStampAlone() throws Exception {
        try (Switchboard server = start("echo/udp:0");
                UdpPeer peer = UdpPeer.from("127.0.0.1", address(server))) {
            assertThat(peer.ask("")).matches(STAMP).hasSize(27);
        }
    }

    @Test
    void theAnswerNamesThePeerWhenAsked() throws Exception {
        try (Switchboard server = start("echo/udp:0,stamp=none,peer");
                UdpPeer peer = UdpPeer.from("127.0.0.1", address(server))) {
            assertThat(peer.ask("me")).isEqualTo("me ('127.0.0.1', " + peer.port() + ")");
        }
    }

    @Test
    void theLargestDatagramComesBackWhole() throws Exception {
        byte[] largest = new byte[DATAGRAM_BYTES_MAX];
        new Random(65_507).nextBytes(largest);
        try (Switchboard server = start("echo/udp:0,stamp=none");
                UdpPeer peer = UdpPeer.from("127.0.0.1", address(server))) {
            peer.send(largest);
            assertThat(peer.receive()).isEqualTo(largest);
        }
    }

    @Test
    void anAnswerThatWouldBeTooLargeIsNotSentAndTold() throws Exception {
        try (Switchboard server = start("echo/udp:0");
                UdpPeer peer = UdpPeer.from("127.0.0.1", address(server))) {
            peer.send(new byte[DATAGRAM_BYTES_MAX]);
            assertThat(peer.ask("small")).matches(STAMP + "small");
            events.awaitWithheld(Withheld.TOO_LARGE, 1);
        }
    }

    @Test
    void ipv6IsAnswered() throws Exception {
        try (Switchboard server = start("echo/udp:[::1]:0,stamp=none,peer");
                UdpPeer peer = UdpPeer.from("::1", address(server))) {
            assertThat(peer.ask("six")).isEqualTo("six ('::1', " + peer.port() + ")");
        }
    }

    @Test
    void everyInterfaceMeansBothFamilies() throws Exception {
        try (Switchboard server = start("echo/udp:[::]:0,stamp=none,peer")) {
            int port = address(server).getPort();
            try (UdpPeer four = UdpPeer.from("127.0.0.1", at("127.0.0.1", port));
                    UdpPeer six = UdpPeer.from("::1", at("::1", port))) {
                assertThat(four.ask("4")).isEqualTo("4 ('127.0.0.1', " + four.port() + ")");
                assertThat(six.ask("6")).isEqualTo("6 ('::1', " + six.port() + ")");
            }
        }
    }

    @RepeatedTest(20)
    void aClosedServerHasFreedThePort() throws Exception {
        Switchboard server = start("echo/udp:0");
        InetSocketAddress address = address(server);
        assertThatThrownBy(() -> start("echo/udp:" + address.getPort()))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot listen on 127.0.0.1:%d: Address already in use", address.getPort());
        server.close();
        try (DatagramChannel again = DatagramChannel.open().bind(address)) {
            assertThat(again.getLocalAddress()).isEqualTo(address);
        }
    }

    private Switchboard start(String listener) throws IOException {
        return Switchboard.start(ServerConfig.of(listener).withEvents(events));
    }

    private static InetSocketAddress address(Switchboard server) {
        return server.addresses().getFirst();
    }

    private static InetSocketAddress at(String host, int port) throws IOException {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }
}
