package dev.switchboard.cli.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The messages of one channel as they become durable, read by `lines`.
final class Stored implements AutoCloseable {
    private static final int SILENCE_MILLIS_MAX = 60_000;
    private static final Pattern DELIVERY = Pattern.compile("<\\S+ #\\d+ \\S+ \\S+> (.*)");

    private final Socket socket;
    private final BufferedReader lines;

    private Stored(Socket socket) throws IOException {
        this.socket = socket;
        this.lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    static Stored in(String channel, int port) throws IOException {
        Stored stored = new Stored(new Socket(InetAddress.getLoopbackAddress(), port));
        stored.socket.setSoTimeout(SILENCE_MILLIS_MAX);
        stored.socket.getOutputStream().write(("/listen " + channel + "\n").getBytes(UTF_8));
        String said = stored.lines.readLine();
        if (said == null || !said.startsWith("* listening to ")) {
            throw new AssertionError("cannot listen: " + said);
        }
        return stored;
    }

    /// The next message; waits for it.
    String next() throws IOException {
        String line = String.valueOf(lines.readLine());
        Matcher delivery = DELIVERY.matcher(line);
        if (!delivery.matches()) {
            throw new AssertionError("no delivery: " + line);
        }
        return delivery.group(1);
    }

    /// The next so many messages; waits for them.
    List<String> next(int count) throws IOException {
        List<String> messages = new ArrayList<>();
        while (messages.size() < count) {
            messages.add(next());
        }
        return messages;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
