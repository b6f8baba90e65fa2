package dev.switchboard.server.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.protocol.CloseReason;
import dev.switchboard.serving.Model;
import dev.switchboard.serving.ServingEvent;
import dev.switchboard.serving.ServingEvent.ConnectionClosed;
import dev.switchboard.serving.ServingEvent.ConnectionOpened;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Clients that close, half-close, reset and stall at random. Afterwards no connection lives and each was closed once.
/// A failing run is repeated with the seed that it prints.
class ChaosTest {
    private static final long SEED = Long.getLong("chaos.seed", System.nanoTime());
    private static final int AT_ONCE = 16;

    @ParameterizedTest
    @EnumSource
    void whateverClientsDoEveryConnectionEndsAndIsToldOnce(Model model) throws Exception {
        int clients = model == Model.PROCESS ? 20 : 400;
        String protocol = SEED % 2 == 0 ? "echo:0,framing=line,max-message=1000" : "ticker:0,every=1ms";
        for (String listener : new String[] {protocol, "echo:0"}) {
            String options =
                    ",idle=150ms,backlog=1024,model=" + model.word() + (model == Model.POOL ? ",threads=8" : "");
            try (Served served = Served.start(listener + options)) {
                run(served, clients, model == Model.PROCESS ? 4 : AT_ONCE);
                assertThat(served.events()
                                .awaitClosed(served.events()
                                        .all(ConnectionOpened.class)
                                        .size()))
                        .as("seed %d, defects %s", SEED, served.events().all(ServingEvent.Defect.class))
                        .extracting(ConnectionClosed::reason)
                        .doesNotContain(CloseReason.ERROR);
                served.close();
                served.events().assertEveryOpenedIsClosedOnce();
            }
        }
    }

    private static void run(Served served, int clients, int atOnce) throws InterruptedException {
        try (ExecutorService crowd = Executors.newFixedThreadPool(atOnce)) {
            Random seeds = new Random(SEED);
            for (int i = 0; i < clients; i++) {
                long seed = seeds.nextLong();
                crowd.execute(() -> misbehave(served, new Random(seed)));
            }
        }
    }

    private static void misbehave(Served served, Random random) {
        try (Socket client = served.connect()) {
            client.setSoTimeout(1 + random.nextInt(5));
            for (int steps = random.nextInt(12); steps > 0; steps--) {
                step(client, random);
            }
            if (random.nextBoolean()) {
                client.setSoLinger(true, 0);
            }
        } catch (IOException expected) {
            // The server cut this one, or it cut itself; both are part of the game.
        }
    }

    private static void step(Socket client, Random random) throws IOException {
        switch (random.nextInt(6)) {
            case 0 ->
                client.getOutputStream()
                        .write(("x".repeat(random.nextInt(1_500)) + "\n").getBytes(StandardCharsets.US_ASCII));
            case 1 -> client.getOutputStream().write(new byte[random.nextInt(200_000)]);
            case 2 -> client.shutdownOutput();
            case 3 -> client.close();
            default -> read(client);
        }
    }

    private static void read(Socket client) throws IOException {
        try {
            client.getInputStream().read(new byte[4_096]);
        } catch (SocketTimeoutException stalled) {
            // A pause of some milliseconds.
        }
    }
}
