package dev.switchboard.server.lines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.server.udp.UdpPeer;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `lines/udp`: a datagram is a message, and nothing comes back.
class LinesOverUdpTest {
    private static final int DATAGRAM_BYTES_MAX = 65_507;

    @TempDir
    private Path data;

    @Test
    void aDatagramIsAMessageThatListenersGetAndItsSenderHearsNothing() throws Exception {
        try (LinesServer server = LinesServer.start(data, "lines/udp:0", "lines:0");
                UdpPeer peer = UdpPeer.from("127.0.0.1", udp(server));
                LinesClient listener = server.connect(1)) {
            listener.send("/listen main\n").line();
            String sender = "127.0.0.1:" + peer.port();
            peer.send("hello\n");
            listener.delivery("main", sender, "hello");
            peer.send("/quit");
            listener.delivery("main", sender, "/quit");
            peer.send("//two\r\n");
            listener.delivery("main", sender, "//two");
            peer.send("two\nlines\n\n");
            listener.delivery("main", sender, "two\\nlines\\n");
            peer.send("");
            listener.delivery("main", sender, "");
            assertThat(peer.poll()).isEmpty();
            listener.close();
            assertThat(server.stop("main"))
                    .extracting(StoredMessage::text)
                    .containsExactly("hello", "/quit", "//two", "two\nlines\n", "");
        }
    }

    @Test
    void theLargestDatagramIsStoredAsItCame() throws Exception {
        byte[] largest = new byte[DATAGRAM_BYTES_MAX];
        new Random(9_527).nextBytes(largest);
        largest[largest.length - 1] = 'x';
        try (LinesServer server = LinesServer.start(data, "lines/udp:0,channel=large", "lines:0");
                UdpPeer peer = UdpPeer.from("127.0.0.1", udp(server));
                LinesClient listener = server.connect(1)) {
            listener.send("/listen large\n").line();
            peer.send(largest);
            assertThat(listener.line()).startsWith("<large #");
            listener.close();
            assertThat(server.stop("large"))
                    .extracting(StoredMessage::text)
                    .containsExactly(new String(largest, ISO_8859_1));
        }
    }

    @Test
    void whatTheKernelHoldsAtTheStopIsStored() throws Exception {
        int count = 200;
        try (LinesServer server = LinesServer.start(data, "lines/udp:0");
                UdpPeer peer = UdpPeer.from("127.0.0.1", udp(server))) {
            for (int i = 0; i < count; i++) {
                peer.send("message " + i);
            }
            assertThat(server.stop("main"))
                    .extracting(StoredMessage::text)
                    .containsExactlyElementsOf(IntStream.range(0, count)
                            .mapToObj(i -> "message " + i)
                            .toList());
        }
    }

    @Test
    void datagramsOfTwoPeersInTurnsAreEachTheirOwn() throws Exception {
        int count = 200;
        try (LinesServer server = LinesServer.start(data, "lines/udp:0", "lines:0");
                UdpPeer one = UdpPeer.from("127.0.0.1", udp(server));
                UdpPeer other = UdpPeer.from("127.0.0.1", udp(server));
                LinesClient listener = server.connect(1)) {
            listener.send("/listen main\n").line();
            for (int i = 0; i < count; i++) {
                one.send("one " + i);
                if (i % 3 == 0) {
                    other.send("other " + i);
                }
            }
            for (int i = 0; i < count; i++) {
                listener.delivery("main", "127.0.0.1:" + one.port(), "one " + i);
                if (i % 3 == 0) {
                    listener.delivery("main", "127.0.0.1:" + other.port(), "other " + i);
                }
            }
        }
    }

    @Test
    void datagramsOfOnePeerKeepTheirOrder() throws Exception {
        int count = 100;
        try (LinesServer server = LinesServer.start(data, "lines/udp:0", "lines:0");
                UdpPeer peer = UdpPeer.from("127.0.0.1", udp(server));
                LinesClient listener = server.connect(1)) {
            listener.send("/listen main\n").line();
            for (int i = 0; i < count; i++) {
                peer.send("message " + i);
            }
            for (int i = 0; i < count; i++) {
                listener.delivery("main", "127.0.0.1:" + peer.port(), "message " + i);
            }
            listener.close();
            assertThat(server.stop("main"))
                    .extracting(StoredMessage::text)
                    .isEqualTo(IntStream.range(0, count)
                            .mapToObj(i -> "message " + i)
                            .toList());
        }
    }

    private static InetSocketAddress udp(LinesServer server) {
        return server.server().addresses().getFirst();
    }
}
