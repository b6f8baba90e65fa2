package dev.switchboard.server.lines;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Clients that publish, listen, stall, half-close, close and reset at random.
final class Mischief {
    private static final List<String> COMMANDS = List.of(
            "/to a",
            "/to main",
            "/unlisten main",
            "/unlisten a",
            "/last 100",
            "/last 10000 a",
            "/who",
            "/help",
            "/resume one",
            "/resume other",
            "/nonsense",
            "/quit");
    private static final List<String> LISTENS = List.of(
            "/listen main", "/listen main 0", "/listen a 0", "/listen a", "/listen @connections 0", "/listen b 999999");
    private static final int STEPS_MAX = 12;
    private static final int PAUSE_MILLIS_MAX = 5;

    private final List<InetSocketAddress> servers;
    private final long seed;

    Mischief(List<InetSocketAddress> servers, long seed) {
        this.servers = servers;
        this.seed = seed;
    }

    /// Returns when all clients are gone.
    void run(int clients, int atOnce) {
        try (ExecutorService crowd = Executors.newFixedThreadPool(atOnce)) {
            Random seeds = new Random(seed);
            for (int i = 0; i < clients; i++) {
                Random random = new Random(seeds.nextLong());
                crowd.execute(() -> misbehave(random));
            }
        }
    }

    private void misbehave(Random random) {
        try (Socket client = new Socket()) {
            client.connect(servers.get(random.nextInt(servers.size())));
            client.setSoTimeout(1 + random.nextInt(PAUSE_MILLIS_MAX));
            for (int steps = random.nextInt(STEPS_MAX); steps > 0; steps--) {
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
        switch (random.nextInt(10)) {
            case 0, 1 -> send(client, ("x".repeat(random.nextInt(1_500)) + "\n").repeat(random.nextInt(50)));
            case 2 -> send(client, "\n".repeat(random.nextInt(20_000)));
            case 3 -> send(client, "y".repeat(random.nextInt(200_000)));
            case 4, 5 -> send(client, LISTENS.get(random.nextInt(LISTENS.size())) + "\n");
            case 6, 7 -> send(client, COMMANDS.get(random.nextInt(COMMANDS.size())) + "\n");
            case 8 -> end(client, random);
            default -> read(client);
        }
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(US_ASCII));
    }

    private static void end(Socket client, Random random) throws IOException {
        if (random.nextBoolean()) {
            client.shutdownOutput();
        } else {
            client.close();
        }
    }

    private static void read(Socket client) throws IOException {
        try {
            client.getInputStream().readNBytes(50_000);
        } catch (SocketTimeoutException stalled) {
            // A pause of some milliseconds.
        }
    }
}
