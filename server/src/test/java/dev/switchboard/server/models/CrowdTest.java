package dev.switchboard.server.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.serving.ServingEvent.ConnectionClosed;
import dev.switchboard.testkit.Proc;
import dev.switchboard.testkit.Until;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Many connections at once are all served, and leave nothing behind.
class CrowdTest {
    private static final long US = ProcessHandle.current().pid();

    @ParameterizedTest
    @CsvSource({"virtual,5000", "select,5000", "thread,500", "process,50"})
    void everyOneOfACrowdIsEchoedAndNothingIsLeaked(String model, int size) throws Exception {
        long socketsBefore = Proc.ownSockets();
        try (Served served = Served.start("echo:0,stamp=none,backlog=4096,model=" + model)) {
            List<Socket> crowd = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                crowd.add(served.connect());
                crowd.getLast().getOutputStream().write(number(i));
            }
            served.events().awaitOpened(size);
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < size; i++) {
                    assertThat(crowd.get(i).getInputStream().readNBytes(Integer.BYTES))
                            .isEqualTo(number(i));
                    crowd.get(i).getOutputStream().write(number(i));
                }
            }
            for (Socket client : crowd) {
                client.shutdownOutput();
            }
            for (Socket client : crowd) {
                assertThat(client.getInputStream().readAllBytes()).hasSize(Integer.BYTES);
                client.close();
            }
            assertThat(served.events().awaitClosed(size))
                    .extracting(ConnectionClosed::readBytes)
                    .containsOnly(12L);
            served.events().assertEveryOpenedIsClosedOnce();
        }
        assertNothingLeft(socketsBefore);
    }

    private static void assertNothingLeft(long socketsBefore) throws IOException {
        Until.holds("no socket left", () -> Proc.ownSockets() <= socketsBefore);
        Until.holds(
                "no thread left",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("echo-")));
        assertThat(Proc.children(US)).isEmpty();
    }

    private static byte[] number(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }
}
