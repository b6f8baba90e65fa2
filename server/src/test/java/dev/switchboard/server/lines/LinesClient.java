package dev.switchboard.server.lines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a person with `nc` is to a `lines` listener. A character is a byte.
final class LinesClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
    private static final Pattern RECEIPT = Pattern.compile("\\[" + TIME + " #(\\d+)] ");
    private static final Pattern DELIVERY = Pattern.compile("<\\S+ #(\\d+) " + TIME + " \\S+> ");

    private final Socket socket;
    private final InputStream in;

    private LinesClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static LinesClient connect(InetSocketAddress server) throws IOException {
        Socket socket = new Socket();
        socket.connect(server, PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new LinesClient(socket);
    }

    Socket socket() {
        return socket;
    }

    /// As this client is called in deliveries.
    String name() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    LinesClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        return this;
    }

    LinesClient halfClose() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /// Closes so that the peer is told by RST.
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /// The next line, without its end; what there is at the end of the stream.
    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n' && octet >= 0; octet = in.read()) {
            line.write(octet);
        }
        return line.toString(ISO_8859_1);
    }

    /// All that comes until the server ends.
    String rest() throws IOException {
        return new String(in.readAllBytes(), ISO_8859_1);
    }

    /// Reads a receipt for this text; returns its offset.
    long receipt(String text) throws IOException {
        return offset(line(), RECEIPT, text);
    }

    /// Reads a delivery of this text; returns its offset.
    long delivery(String channel, String sender, String text) throws IOException {
        String line = line();
        assertThat(line).startsWith("<" + channel + " #").contains(" " + sender + "> ");
        return offset(line, DELIVERY, text);
    }

    private static long offset(String line, Pattern head, String text) {
        Matcher matcher = head.matcher(line);
        assertThat(matcher.lookingAt()).as("%s begins with %s", line, head).isTrue();
        assertThat(line.substring(matcher.end())).isEqualTo(text);
        return Long.parseLong(matcher.group(1));
    }

    /// Reads the next line, which must be this one.
    void expect(String line) throws IOException {
        assertThat(line()).isEqualTo(line);
    }

    /// Nothing more comes, and the server has ended its side.
    void expectEnd() throws IOException {
        assertThat(rest()).isEmpty();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
