package dev.switchboard.cli.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// Echoes lines one by one, but for its tenth answer: it drops or changes it, gives it twice, or closes instead.
final class LyingEcho implements AutoCloseable {
    private static final int TENTH = 10;

    private final ServerSocket listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    private final String lie;

    LyingEcho(String lie) throws IOException {
        this.lie = lie;
        Thread.ofVirtual().start(this::accept);
    }

    String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                try (Socket peer = listener.accept()) {
                    echo(peer);
                }
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void echo(Socket peer) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(peer.getInputStream(), US_ASCII));
        OutputStream out = peer.getOutputStream();
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            String truth = line + "\n";
            String answer = number != TENTH
                    ? truth
                    : switch (lie) {
                        case "drop" -> "";
                        case "change" -> "?" + truth.substring(1);
                        case "twice" -> truth + truth;
                        default -> null;
                    };
            if (answer == null) {
                return;
            }
            out.write(answer.getBytes(US_ASCII));
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
