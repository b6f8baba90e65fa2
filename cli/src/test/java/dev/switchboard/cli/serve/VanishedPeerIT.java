package dev.switchboard.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.protocol.CloseReason;
import dev.switchboard.serving.Model;
import dev.switchboard.testkit.Namespaces;
import dev.switchboard.testkit.SwitchboardProcess;
import dev.switchboard.testkit.Until;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A peer whose machine is gone sends neither FIN nor RST: only asking tells. A peer that does not read is not gone.
@Tag("root")
@Tag("T1")
@Tag("T5")
class VanishedPeerIT {
    private static final int KEEPALIVE_SECONDS = 3;
    private static final String KEEPALIVE = "keepalive=" + KEEPALIVE_SECONDS + "s";

    /// The bound is loose: the kernel gives up in tens of minutes where nobody asks.
    private static final double SECONDS_MAX = 30;

    @ParameterizedTest
    @ValueSource(strings = {"echo:%s:0,stamp=none,%s", "ticker:%s:0,%s"})
    void aPeerThatVanishesIsNoticedWhetherOrNotDataIsUnderWay(String listener) throws Exception {
        try (Namespaces namespaces = Namespaces.open();
                SwitchboardProcess server = serve(namespaces, listener.formatted(Namespaces.NEAR_ADDRESS, KEEPALIVE));
                FarPeers peers = FarPeers.connect(namespaces, server)) {
            namespaces.cut();
            for (Model model : Model.values()) {
                String line = server.awaitLog(LogLines.closed(model, CloseReason.PEER_VANISHED));
                double seconds = Double.parseDouble(line.substring(line.lastIndexOf('=') + 1));
                assertThat(seconds).isLessThan(SECONDS_MAX);
            }
            assertThat(server.log("connection closed .*")).hasSize(Model.values().length);
            assertThat(server.log("defect.*")).isEmpty();
        }
    }

    @Test
    void aLivePeerThatOnlyDoesNotReadIsNotTakenForGone() throws Exception {
        String text = "0123456789abcdef".repeat(1024);
        String listener = "ticker:%s:0,every=1ms,text=%s,%s".formatted(Namespaces.NEAR_ADDRESS, text, KEEPALIVE);
        try (Namespaces namespaces = Namespaces.open();
                SwitchboardProcess server = serve(namespaces, listener);
                FarPeers peers = FarPeers.connect(namespaces, server)) {
            long unreadSince = System.nanoTime();
            Until.holds(
                    "unread for four times the keepalive time",
                    () -> System.nanoTime() - unreadSince > TimeUnit.SECONDS.toNanos(4 * KEEPALIVE_SECONDS));
            assertThat(server.log("connection closed .*")).isEmpty();
            peers.read(20 * 1024 * 1024); // more than any send buffer held
            assertThat(server.log("connection closed .*")).isEmpty();
            peers.close();
            server.awaitLog(Model.values().length, LogLines.closed("\\w+", "peer-closed|peer-reset"));
        }
    }

    private static SwitchboardProcess serve(Namespaces namespaces, String listener) throws Exception {
        return SwitchboardProcess.serveUnder(namespaces.near(), EveryModel.listening(listener));
    }
}
