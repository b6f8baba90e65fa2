package dev.switchboard.lab.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.lab.record.Entry;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Tag("root")
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class WireTest {
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

    @Test
    void theSegmentsOfAConnectionAreSeenOnceEach() throws Exception {
        Entries entries = new Entries();
        long origin = System.nanoTime();
        int from;
        try (ServerSocket listening = new ServerSocket(0, 5, HERE);
                ServerSocket other = new ServerSocket(0, 5, HERE);
                Wire wire = Wire.start(origin, entries)) {
            wire.follow(listening.getLocalPort());
            Socket client = new Socket(HERE, listening.getLocalPort());
            from = client.getLocalPort();
            Socket server = listening.accept();
            client.getOutputStream().write(new byte[100]);
            assertThat(server.getInputStream().readNBytes(100)).hasSize(100);
            client.close();
            assertThat(server.getInputStream().read()).isNegative();
            server.close();
            await().until(() -> ends(entries, from) == 2);
            new Socket(HERE, other.getLocalPort()).close();
            wire.close();
            assertThat(wire.problem()).isEmpty();
        }
        List<Entry.Segment> seen = entries.of(Entry.Segment.class);
        assertThat(seen).extracting(Entry.Segment::flags).startsWith("SYN", "SYN ACK", "ACK");
        assertThat(seen).filteredOn(each -> each.flags().contains("SYN")).hasSize(2);
        assertThat(seen).filteredOn(each -> each.flags().contains("FIN")).hasSize(2);
        assertThat(seen.stream().mapToInt(Entry.Segment::length).sum()).isEqualTo(100);
        assertThat(seen)
                .allMatch(each -> each.from().getPort() == from || each.to().getPort() == from);
    }

    private static long ends(Entries entries, int port) {
        return entries.of(Entry.Segment.class).stream()
                .filter(each -> each.from().getPort() == port || each.to().getPort() == port)
                .filter(each -> each.flags().contains("FIN"))
                .count();
    }
}
