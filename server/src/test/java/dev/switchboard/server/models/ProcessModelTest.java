package dev.switchboard.server.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.protocol.CloseReason;
import dev.switchboard.serving.ServingEvent.ConnectionOpened;
import dev.switchboard.testkit.Proc;
import dev.switchboard.testkit.Until;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A process per connection: what each process holds, and what becomes of it.
@Tag("T2")
class ProcessModelTest {
    private static final String LISTENER = "echo:0,stamp=none,model=process,warm=1";
    private static final long US = ProcessHandle.current().pid();

    @Test
    void aChildThatCrashesEndsOnlyItsOwnConnection() throws Exception {
        try (Served served = Served.start(LISTENER);
                Socket doomed = served.connect();
                Socket other = served.connect()) {
            talk(doomed);
            talk(other);
            ProcessHandle.of(childOf(served, 0)).orElseThrow().destroyForcibly();
            assertThat(doomed.getInputStream().read()).isEqualTo(-1);
            assertThat(served.events().awaitReason()).isEqualTo(CloseReason.ERROR);
            talk(other);
        }
    }

    @Test
    void everyChildIsCollected() throws Exception {
        try (Served served = Served.start(LISTENER)) {
            for (int i = 1; i <= 4; i++) {
                try (Socket client = served.connect()) {
                    talk(client);
                }
                served.events().awaitClosed(i);
            }
            for (ConnectionOpened opened : served.events().all(ConnectionOpened.class)) {
                long pid = opened.connection().pid();
                Until.holds("no zombie " + pid, () -> Proc.state(pid).isEmpty());
            }
        }
        assertThat(Proc.children(US)).isEmpty();
    }

    @Test
    void theParentHoldsOnlyTheListeningSocketAndTheChildOnlyItsConnection() throws Exception {
        long before = Proc.ownSockets();
        try (Served served = Served.start("echo:0,stamp=none,model=process,warm=0")) {
            long listening = Proc.ownSockets();
            assertThat(listening).isEqualTo(before + 1);
            List<Socket> clients = new ArrayList<>();
            for (int i = 1; i <= 3; i++) {
                clients.add(served.connect());
                talk(clients.getLast());
                // The client's own end is in this process too, and one control channel for each child.
                assertThat(Proc.ownSockets()).isEqualTo(listening + 2L * i);
            }
            List<String> held = Proc.descriptors(childOf(served, 2)).stream()
                    .filter(target -> target.startsWith("socket:"))
                    .distinct()
                    .toList();
            assertThat(held)
                    .as("its connection, its control channel, and the JDK's marker for closing")
                    .hasSizeLessThan(4);
            assertThat(held).doesNotContainAnyElementsOf(Proc.descriptors(US));
            for (Socket client : clients) {
                client.close();
            }
            served.events().awaitClosed(3);
        }
        Until.holds("all sockets closed", () -> Proc.ownSockets() == before);
    }

    @Test
    void aClosedServerLeavesNoWarmChildBehind() throws Exception {
        try (Served served = Served.start("echo:0,model=process,warm=3")) {
            Until.holds("three warm children", () -> Proc.children(US).size() == 3);
            served.close();
            assertThat(Proc.children(US)).isEmpty();
        }
    }

    private static long childOf(Served served, int connection) {
        return served.events()
                .all(ConnectionOpened.class)
                .get(connection)
                .connection()
                .pid();
    }

    private static void talk(Socket client) throws IOException {
        client.getOutputStream().write('x');
        assertThat(client.getInputStream().read()).isEqualTo('x');
    }
}
