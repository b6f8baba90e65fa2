package dev.switchboard.cli.lines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A client of a `lines` listener that takes replies apart.
public final class Talk implements AutoCloseable {
    /// A message as a receipt or a delivery shows it.
    ///
    /// @param sender empty in a receipt
    public record Shown(long offset, String sender, String text) {
        /// The same, shown as from this sender.
        Shown from(String other) {
            return new Shown(offset, other, text);
        }
    }

    private static final int PATIENCE_MILLIS = 60_000;
    private static final Pattern RECEIPT = Pattern.compile("\\[\\S+ #(?<offset>\\d+)(?<sender>)] (?<text>.*)");
    private static final Pattern DELIVERY = Pattern.compile("<\\S+ #(?<offset>\\d+) \\S+ (?<sender>\\S+)> (?<text>.*)");

    private final Socket socket = new Socket();
    private final InputStream in;

    private Talk(InetSocketAddress server) throws IOException {
        socket.connect(server, PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    /// Connects to this port of the loopback address.
    public static Talk with(int port) throws IOException {
        return new Talk(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /// As this client is called in deliveries.
    String name() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    public void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /// The next line, without its end; null when the server ends, even in the middle of a line.
    @Nullable
    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            if (octet == '\n') {
                return line.toString(ISO_8859_1);
            }
            line.write(octet);
        }
        return null;
    }

    /// Reads the next line, which must be this one.
    public void expect(String line) throws IOException {
        assertThat(line()).isEqualTo(line);
    }

    /// The next line, which must be a receipt; null when the server ends.
    @Nullable
    Shown receipt() throws IOException {
        String line = line();
        return line == null ? null : shown(RECEIPT, line);
    }

    /// The next line, which must be a delivery.
    public Shown delivery() throws IOException {
        String line = line();
        return shown(DELIVERY, line == null ? "the end" : line);
    }

    private static Shown shown(Pattern form, String line) {
        Matcher matcher = form.matcher(line);
        if (!matcher.matches()) {
            throw new AssertionError("not as wanted: " + line);
        }
        return new Shown(Long.parseLong(matcher.group("offset")), matcher.group("sender"), matcher.group("text"));
    }

    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /// Ends so that the server is told by a reset, whatever it had sent.
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
