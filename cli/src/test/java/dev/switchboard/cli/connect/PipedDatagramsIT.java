package dev.switchboard.cli.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.client.Connection;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("T5")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PipedDatagramsIT {
    private DatagramSocket peer;
    private String address;

    @BeforeEach
    void bind() throws SocketException {
        peer = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        address = "localhost:" + peer.getLocalPort();
    }

    @AfterEach
    void close() {
        peer.close();
    }

    @Test
    void everyLineIsADatagramAndRepliesArePrintedUntilThereAreNoMore() throws Exception {
        try (Running connect = new Running("-u", address).type("one\ntwo\r\nthree")) {
            for (String line : new String[] {"one", "two", "three"}) {
                DatagramPacket packet = receive();
                assertThat(text(packet)).isEqualTo(line);
                byte[] reply = ("got " + line + "\n").getBytes(UTF_8);
                peer.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
            }

            assertThat(connect.exitCode()).isZero();
            assertThat(connect.printed()).isEqualTo("got one\ngot two\ngot three\n");
            assertThat(connect.said()).isEmpty();
        }
    }

    @Test
    void carriesALargeDatagramThereAndBack() throws Exception {
        String large = "x".repeat(Connection.DATAGRAM_BYTES_MAX);
        try (Running connect = new Running("-u", "-w", "500ms", address).type(large)) {
            peer.send(receive());

            assertThat(connect.printed()).isEqualTo(large);
            assertThat(connect.exitCode()).isZero();
        }
    }

    @Test
    void refusesALineThatIsTooLong() throws Exception {
        try (Running connect = new Running("-u", "-w", "2s", address).type("x".repeat(70_000))) {
            assertThat(connect.said())
                    .isEqualTo("cannot send standard input: "
                            + "line 1 is longer than the 65507 bytes that a datagram carries\n");
            assertThat(connect.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void saysThatThePortIsClosed() throws Exception {
        peer.close();
        try (Running connect = new Running("-u", address).type("anybody?")) {
            assertThat(connect.said()).isEqualTo("cannot connect to " + address + ": Connection refused\n");
            assertThat(connect.exitCode()).isEqualTo(1);
        }
    }

    private DatagramPacket receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[70_000], 70_000);
        peer.receive(packet);
        return packet;
    }

    private static String text(DatagramPacket packet) {
        return new String(packet.getData(), 0, packet.getLength(), UTF_8);
    }
}
