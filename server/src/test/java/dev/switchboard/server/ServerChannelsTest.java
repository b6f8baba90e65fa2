package dev.switchboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.hub.Hub;
import dev.switchboard.journal.disk.DiskJournal;
import dev.switchboard.message.ChannelName;
import dev.switchboard.message.StoredBatch;
import dev.switchboard.server.udp.StarvedListener;
import dev.switchboard.server.udp.UdpPeer;
import dev.switchboard.serving.AddressText;
import dev.switchboard.testkit.Until;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerChannelsTest {
    @TempDir
    private Path data;

    @Test
    void whatTheKernelDroppedIsAMessage() throws Exception {
        List<StoredBatch> taken = new CopyOnWriteArrayList<>();
        Storage storage = Storage.standard().in(data);
        try (Hub hub = Hub.open(
                        afterGroup -> DiskJournal.open(data, storage.options(), storage.events(), afterGroup),
                        (sender, messages, problem) -> {});
                Tap tap = new Tap(hub, taken::add);
                StarvedListener starved = new StarvedListener(new ServerChannels(hub, event -> {}));
                UdpPeer peer = UdpPeer.from("127.0.0.1", starved.address())) {
            starved.flood(peer);
            Until.holds("a message of drops", () -> !taken.isEmpty());
            assertThat(taken.getFirst().batch().channel()).isEqualTo(ChannelName.DROPS);
            String text = StandardCharsets.UTF_8
                    .decode(taken.getFirst().batch().payload(0))
                    .toString();
            String local = AddressText.of(starved.address());
            assertThat(text).matches("datagrams dropped by the kernel local=" + local + " dropped=(\\d+) total=\\1");
        }
    }
}
