package dev.switchboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.hub.Hub;
import dev.switchboard.journal.disk.DiskJournal;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.StoredBatch;
import dev.switchboard.protocol.DatagramProtocol;
import dev.switchboard.protocol.Peer;
import dev.switchboard.protocol.Turn;
import dev.switchboard.server.udp.UdpPeer;
import dev.switchboard.serving.AddressText;
import dev.switchboard.serving.UdpListener;
import dev.switchboard.serving.UdpOptions;
import dev.switchboard.testkit.Until;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerChannelsTest {
    @TempDir
    private Path data;

    /// Takes its first datagram and does not come back for another until it is fed.
    private record Starved(CountDownLatch now, CountDownLatch fed) implements DatagramProtocol {
        @Override
        public String name() {
            return "starved";
        }

        @Override
        public void datagram(Peer peer, ByteBuffer datagram, Turn turn) {
            now.countDown();
            try {
                fed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void whatTheKernelDroppedIsAMessage() throws Exception {
        List<StoredBatch> taken = new CopyOnWriteArrayList<>();
        Starved starved = new Starved(new CountDownLatch(1), new CountDownLatch(1));
        UdpOptions options = new UdpOptions(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        Storage storage = Storage.standard().in(data);
        try (ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
                Hub hub = Hub.open(
                        afterGroup -> DiskJournal.open(data, storage.options(), storage.events(), afterGroup),
                        (sender, messages, problem) -> {});
                Tap tap = new Tap(hub, taken::add)) {
            UdpListener listener =
                    UdpListener.bind(starved, options, null, timers, new ServerChannels(hub, event -> {}));
            listener.start();
            try (UdpPeer peer = UdpPeer.from("127.0.0.1", listener.localAddress())) {
                peer.send("the one that starves it");
                starved.now.await();
                for (int i = 0; i < 1_000; i++) {
                    peer.send(new byte[32 * 1024]); // more in all than its receive buffer
                }
                Until.holds("a message of drops", () -> !taken.isEmpty());
                assertThat(taken.getFirst().batch().channel()).isEqualTo(ChannelName.DROPS);
                String text = StandardCharsets.UTF_8
                        .decode(taken.getFirst().batch().payload(0))
                        .toString();
                String local = AddressText.of(listener.localAddress());
                assertThat(text)
                        .matches("datagrams dropped by the kernel local=" + local + " dropped=(\\d+) total=\\1");
            } finally {
                starved.fed.countDown();
                listener.close();
            }
        }
    }
}
