package dev.switchboard.server.models;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.serving.Model;
import dev.switchboard.serving.ServingEvent.ConnectionOpened;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Which connections are served at the same time, and which wait.
class WhoWaitsForWhomTest {
    private static final int SHORT_MILLIS = 100;

    @Test
    @Tag("T3")
    @Tag("T4")
    void underSingleTheSecondClientConnectsAndSendsButIsServedOnlyAfterTheFirst() throws Exception {
        try (Served served = Served.start("echo:0,stamp=none,model=single")) {
            Socket first = served.connect();
            talk(first, "first");
            try (Socket second = served.connect()) {
                second.getOutputStream().write("second".getBytes(US_ASCII));
                assertNothingComes(second);
                assertThat(served.events().all(ConnectionOpened.class)).hasSize(1);
                first.close();
                assertThat(second.getInputStream().readNBytes(6)).asString().isEqualTo("second");
            }
        }
    }

    @Test
    @Tag("T4")
    void onceServesOneConnectionAndIsDone() throws Exception {
        try (Served served = Served.start("echo:0,model=single,once")) {
            Socket only = served.connect();
            only.close();
            served.server().awaitDone();
            Assertions.assertThatThrownBy(served::connect).isInstanceOf(IOException.class);
            served.events().assertEveryOpenedIsClosedOnce();
        }
    }

    @Test
    @Tag("T3")
    void underPoolAsManyAreServedAsThereAreThreadsAndTheNextOneWaits() throws Exception {
        try (Served served = Served.start("echo:0,stamp=none,model=pool,threads=3")) {
            List<Socket> busy = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                busy.add(served.connect());
                talk(busy.getLast(), "busy");
            }
            try (Socket waiting = served.connect()) {
                waiting.getOutputStream().write("waiting".getBytes(US_ASCII));
                assertNothingComes(waiting);
                busy.getFirst().close();
                assertThat(waiting.getInputStream().readNBytes(7)).asString().isEqualTo("waiting");
            }
            for (Socket client : busy) {
                client.close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"THREAD", "PROCESS", "SELECT", "VIRTUAL"})
    @Tag("T3")
    void underTheOthersNobodyWaitsForASilentClient(Model model) throws Exception {
        try (Served served = Served.start("echo:0,stamp=none,model=" + model.word());
                Socket silent = served.connect();
                Socket other = served.connect()) {
            talk(other, "other");
            talk(silent, "now me");
        }
    }

    @Test
    void severalLoopsShareTheConnections() throws Exception {
        try (Served served = Served.start("echo:0,stamp=none,model=select,threads=3")) {
            List<Socket> clients = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                clients.add(served.connect());
                talk(clients.getLast(), "client " + i);
            }
            long loops = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread ->
                            thread.getName().matches("echo-" + served.address().getPort() + "-loop-\\d"))
                    .count();
            assertThat(loops).isEqualTo(3);
            for (Socket client : clients) {
                client.close();
            }
            served.events().awaitClosed(7);
        }
    }

    private static void talk(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(US_ASCII));
        assertThat(client.getInputStream().readNBytes(text.length())).asString().isEqualTo(text);
    }

    private static void assertNothingComes(Socket client) throws IOException {
        int patience = client.getSoTimeout();
        client.setSoTimeout(SHORT_MILLIS);
        Assertions.assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        client.setSoTimeout(patience);
    }
}
