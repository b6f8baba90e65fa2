package dev.switchboard.client.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.switchboard.client.HostPort;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A flow without a socket, whose other end is the test, and whose clock stands still unless told.
final class OneFlow {
    static final long SECOND = 1_000_000_000L;
    private static final ByteBuffer INPUT = ByteBuffer.allocateDirect(1 << 20);

    final Tally tally = new Tally();
    final Pace pace;
    final Flow flow;
    long nowNanos = 5 * SECOND;

    OneFlow(LoadProtocol protocol, int bytes, int pipeline, long count) {
        this(config(protocol, bytes, pipeline, 0), new ClosedPace(5 * SECOND, SECOND, count));
    }

    OneFlow(LoadConfig config, Pace pace) {
        this.pace = pace;
        this.flow = new Flow(0, config, Exchange.pattern(config), pace, tally);
        if (config.protocol() == LoadProtocol.RELP) {
            receive(text(takeAll()).startsWith("1 open ") ? bytes("1 rsp 6 200 OK\n") : bytes("?"));
        }
    }

    static LoadConfig config(LoadProtocol protocol, int bytes, int pipeline, double rate) {
        return new LoadConfig(
                new HostPort("localhost", 1),
                protocol,
                1,
                bytes,
                pipeline,
                Duration.ofSeconds(10),
                Duration.ZERO,
                Long.MAX_VALUE,
                rate,
                Duration.ofSeconds(1));
    }

    /// All that may be sent now.
    byte[] takeAll() {
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        for (ByteBuffer output = flow.output(nowNanos); output.hasRemaining(); output = flow.output(nowNanos)) {
            byte[] bytes = new byte[output.remaining()];
            output.get(bytes);
            taken.writeBytes(bytes);
            flow.wrote(nowNanos);
        }
        return taken.toByteArray();
    }

    /// All messages that may be sent now, each with its line feed.
    List<String> takeLines() {
        List<String> lines = new ArrayList<>();
        text(takeAll()).lines().forEach(line -> lines.add(line + "\n"));
        return lines;
    }

    void receive(byte[] bytes) {
        ByteBuffer input = flow.readInto(INPUT);
        flow.received(input.put(bytes).flip(), nowNanos);
    }

    void receive(String text) {
        receive(bytes(text));
    }

    static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }
}
