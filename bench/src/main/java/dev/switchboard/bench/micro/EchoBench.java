package dev.switchboard.bench.micro;

import dev.switchboard.protocol.Peer;
import dev.switchboard.protocol.Session;
import dev.switchboard.protocol.Turn;
import dev.switchboard.protocol.echo.Echo;
import dev.switchboard.protocol.echo.Stamp;
import dev.switchboard.protocol.framing.LineFraming;
import dev.switchboard.protocol.framing.NoFraming;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// A read of short lines echoed: as the bytes come, cut at line ends, and each with a stamp before it.
@State(Scope.Thread)
public class EchoBench {
    private static final int LINE_BYTES = 64;
    private static final int LINES = 64;
    private static final int MESSAGE_BYTES_MAX = 64 * 1024;

    private final ByteBuffer input = read();
    private final Turn turn = new Turn(16 * 1024, true);
    private final Session bytes = session(new Echo(null, false, new NoFraming(), MESSAGE_BYTES_MAX));
    private final Session lines = session(new Echo(null, false, new LineFraming(), MESSAGE_BYTES_MAX));
    private final Session stamped = session(new Echo(Stamp.iso(), false, new LineFraming(), MESSAGE_BYTES_MAX));

    @Benchmark
    @OperationsPerInvocation(LINES)
    public int bytes() {
        return received(bytes);
    }

    @Benchmark
    @OperationsPerInvocation(LINES)
    public int lines() {
        return received(lines);
    }

    @Benchmark
    @OperationsPerInvocation(LINES)
    public int stampedLines() {
        return received(stamped);
    }

    private int received(Session session) {
        turn.clearOutput();
        turn.begin(Texts.MICROS, 0, false);
        session.received(input.clear(), turn);
        return turn.output().position();
    }

    private static Session session(Echo echo) {
        return echo.open(new Peer("127.0.0.1", 40_000));
    }

    private static ByteBuffer read() {
        byte[] line = new byte[LINE_BYTES];
        Arrays.fill(line, (byte) 'x');
        line[LINE_BYTES - 1] = '\n';
        ByteBuffer read = ByteBuffer.allocateDirect(LINES * LINE_BYTES);
        for (int i = 0; i < LINES; i++) {
            read.put(line);
        }
        return read;
    }
}
