package dev.switchboard.server.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.protocol.CloseReason;
import dev.switchboard.serving.Model;
import dev.switchboard.serving.ServingEvent;
import dev.switchboard.serving.ServingEvent.ConnectionClosed;
import dev.switchboard.serving.ServingEvent.ConnectionOpened;
import dev.switchboard.testkit.Until;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever clients do, afterwards no connection lives, each was closed once, and the hub holds nothing of them.
/// A failing run is repeated with the seed that it prints: `-Dchaos.seed=…`.
class ChaosTest {
    private static final long SEED = Long.getLong("chaos.seed", System.nanoTime());
    private static final int CLIENTS = 300;
    private static final int CLIENTS_ONE_BY_ONE = 60;
    private static final int AT_ONCE = 16;

    @TempDir
    private Path data;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROCESS")
    void nothingOfThemIsLeftInTheHub(Model model) throws Exception {
        try (HeldServer server = new HeldServer(data, model)) {
            run(server.addresses(), model);
            server.events.awaitClosed(server.events.all(ConnectionOpened.class).size());
            Until.passes("nothing left, seed " + SEED, () -> {
                assertThat(server.hub.openLines()).isZero();
                assertThat(server.hub.subscriptions()).isZero();
            });
            try (LinesClient client = server.connect(0)) {
                client.send("still here\n").receipt("still here");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROCESS")
    void everyConnectionIsClosedOnceInTheEventsAndOnTheirChannel(Model model) throws Exception {
        try (LinesServer server = LinesServer.start(data, model, ",max-line=100k,backlog=1024")) {
            run(server.server().addresses(), model);
            // Some that are gone again may still be in the kernel's queue; the stop passes them over.
            server.events()
                    .awaitClosed(server.events().all(ConnectionOpened.class).size());
            List<StoredMessage> told = server.stop("@connections");
            server.events().assertEveryOpenedIsClosedOnce();
            assertThat(server.events().all(ConnectionClosed.class))
                    .as("seed %d, defects %s", SEED, server.events().all(ServingEvent.Defect.class))
                    .extracting(ConnectionClosed::reason)
                    .doesNotContain(CloseReason.ERROR);
            int opened = server.events().all(ConnectionOpened.class).size();
            assertThat(count("connection opened ", told)).as("seed %d", SEED).isEqualTo(opened);
            assertThat(count("connection closed ", told)).as("seed %d", SEED).isEqualTo(opened);
        }
    }

    private static long count(String beginning, List<StoredMessage> told) {
        return told.stream()
                .filter(message -> message.text().startsWith(beginning))
                .count();
    }

    private static void run(List<InetSocketAddress> servers, Model model) {
        new Mischief(servers, SEED).run(model == Model.SINGLE ? CLIENTS_ONE_BY_ONE : CLIENTS, AT_ONCE);
    }
}
