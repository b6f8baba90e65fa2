package dev.switchboard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.switchboard.serving.Model;
import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which interfaces a wildcard means, on real sockets of both families.
@Tag("T5")
@Timeout(60)
class AddressFamiliesTest {
    private static final InetAddress FOUR = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress SIX = InetAddress.ofLiteral("::1");

    @ParameterizedTest
    @EnumSource
    void twoColonsTakeBothFamilies(Model model) throws IOException {
        try (Switchboard server = start("echo:[::]:0,stamp=none,peer," + Exchange.lean(model))) {
            assertThat(greet(server, FOUR)).startsWith("hello ('127.0.0.1', ");
            assertThat(greet(server, SIX)).startsWith("hello ('::1', ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theIpv4WildcardRefusesIpv6(Model model) throws IOException {
        for (String host : new String[] {"0.0.0.0", "*"}) {
            try (Switchboard server = start("echo:" + host + ":0,stamp=none," + Exchange.lean(model))) {
                assertThat(greet(server, FOUR)).isEqualTo("hello");
                assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> greet(server, SIX));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneAddressRefusesTheOtherFamily(Model model) throws IOException {
        try (Switchboard server = start("echo:[::1]:0,stamp=none," + Exchange.lean(model))) {
            assertThat(greet(server, SIX)).isEqualTo("hello");
            assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> greet(server, FOUR));
        }
    }

    @Test
    void twoColonsTakeDatagramsOfBothFamilies() throws IOException {
        try (Switchboard server = start("echo/udp:[::]:0,stamp=none,peer")) {
            assertThat(greetByDatagram(server, FOUR)).startsWith("hello ('127.0.0.1', ");
            assertThat(greetByDatagram(server, SIX)).startsWith("hello ('::1', ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "*"})
    void theIpv4WildcardRefusesDatagramsOverIpv6(String host) throws IOException {
        try (Switchboard server = start("echo/udp:" + host + ":0,stamp=none")) {
            assertThat(greetByDatagram(server, FOUR)).isEqualTo("hello");
            assertThatExceptionOfType(PortUnreachableException.class).isThrownBy(() -> greetByDatagram(server, SIX));
        }
    }

    private static String greet(Switchboard server, InetAddress host) throws IOException {
        int port = server.addresses().getFirst().getPort();
        return Exchange.tcp(new InetSocketAddress(host, port), "hello");
    }

    private static String greetByDatagram(Switchboard server, InetAddress host) throws IOException {
        int port = server.addresses().getFirst().getPort();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(Exchange.GIVE_UP_MILLIS);
            // A connected socket is told when nobody has the port.
            socket.connect(host, port);
            byte[] hello = "hello".getBytes(StandardCharsets.US_ASCII);
            socket.send(new DatagramPacket(hello, hello.length));
            DatagramPacket answer = new DatagramPacket(new byte[100], 100);
            socket.receive(answer);
            return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.US_ASCII);
        }
    }

    private static Switchboard start(String listener) throws IOException {
        return Switchboard.start(
                ServerConfig.of(listener).withGrace(Duration.ZERO).withEvents(event -> {}));
    }
}
