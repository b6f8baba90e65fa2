package dev.switchboard.cli.connect;

import dev.switchboard.client.Connection;
import dev.switchboard.client.Dial;
import dev.switchboard.client.Ending;
import dev.switchboard.client.Transport;
import dev.switchboard.serving.AddressText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A conversation at a prompt. The calling thread reads lines and sends them; a second one receives, and ends the
/// prompt when the connection ends, whatever is typed at that moment.
final class Interactive {
    private static final String LEAVE = "/quit";
    /// After leaving: how long what the server still says is waited for, in milliseconds.
    private static final int LINGER_TCP_MILLIS = 1_000;

    private static final int LINGER_UDP_MILLIS = 250;

    private final Connection connection;
    private final Dial dial;
    private final Prompt prompt;
    private volatile @Nullable Ending ending;

    private Interactive(Connection connection, Dial dial, Prompt prompt) {
        this.connection = connection;
        this.dial = dial;
        this.prompt = prompt;
    }

    /// Runs until the person leaves or the connection ends.
    static Farewell run(Connection connection, Dial dial) {
        try (connection;
                Prompt prompt = new Prompt()) {
            return new Interactive(connection, dial, prompt).talk();
        } catch (IOException e) {
            return new Farewell(1, "cannot use the terminal: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Farewell(1, "interrupted");
        }
    }

    private Farewell talk() throws InterruptedException {
        prompt.printAbove("* connected to " + dial.remote() + " from " + AddressText.of(connection.local())
                + (dial.transport() == Transport.UDP ? " (UDP)" : ""));
        Thread receiving = Thread.ofPlatform().daemon().name("receiving").start(this::receive);
        String line = prompt.readLine();
        while (ending == null && line != null && !line.isEmpty() && !line.equals(LEAVE)) {
            send(line);
            line = ending == null ? prompt.readLine() : null;
        }
        prompt.ended();
        Ending over = ending;
        if (over == null) {
            connection.endOutput();
            boolean _ = receiving.join(Duration.ofMillis(linger()));
            connection.close();
            receiving.join();
            return new Farewell(0, "");
        }
        receiving.join();
        Farewell farewell = Farewell.to(dial.remote(), over);
        if (farewell.exitCode() == 0) {
            prompt.printAbove("* " + farewell.text());
        }
        return farewell;
    }

    private void receive() {
        Screen screen = new Screen(new ArrivingText(dial.transport()), prompt::printAbove);
        Ending over = connection.receive(screen);
        screen.finish();
        ending = over;
        prompt.end();
    }

    /// A pasted text is several lines; over UDP each is a datagram.
    private void send(String typed) {
        List<String> messages = switch (dial.transport()) {
            case TCP -> List.of(typed + "\n");
            case UDP -> typed.lines().toList();
        };
        for (String message : messages) {
            byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
            if (dial.transport() == Transport.UDP && bytes.length > Connection.DATAGRAM_BYTES_MAX) {
                prompt.printAbove("* not sent: longer than the " + Connection.DATAGRAM_BYTES_MAX
                        + " bytes that a datagram carries");
            } else {
                connection.send(ByteBuffer.wrap(bytes));
            }
        }
    }

    private int linger() {
        return switch (dial.transport()) {
            case TCP -> LINGER_TCP_MILLIS;
            case UDP -> LINGER_UDP_MILLIS;
        };
    }
}
