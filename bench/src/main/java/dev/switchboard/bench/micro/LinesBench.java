package dev.switchboard.bench.micro;

import dev.switchboard.message.ChannelName;
import dev.switchboard.message.HubAnswer;
import dev.switchboard.message.HubRequest;
import dev.switchboard.message.StoredBatch;
import dev.switchboard.protocol.Peer;
import dev.switchboard.protocol.Session;
import dev.switchboard.protocol.Turn;
import dev.switchboard.protocol.framing.Cutter;
import dev.switchboard.protocol.framing.LineFraming;
import dev.switchboard.protocol.lines.Lines;
import dev.switchboard.protocol.lines.MessageText;
import dev.switchboard.protocol.lines.Receipts;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// A read of lines: cut; fed to a session of `lines`, which makes a batch of it; its receipts written.
@State(Scope.Thread)
public class LinesBench {
    private static final int LINE_BYTES_MAX = 64 * 1024;

    private final byte[] read = Texts.read();
    private final ByteBuffer input =
            ByteBuffer.allocateDirect(read.length).put(read).flip();
    private final Turn turn = new Turn(128 * 1024, true);
    private final Cutter cutter = new LineFraming().cutter(LINE_BYTES_MAX);
    private final Session session =
            new Lines(ChannelName.MAIN, Receipts.EACH, LINE_BYTES_MAX).open(new Peer("127.0.0.1", 40_000));
    private final StoredBatch stored = new StoredBatch(123_456_789, Texts.batch());
    private long bytes;

    @Benchmark
    @OperationsPerInvocation(Texts.LINES)
    public long cut() {
        begin();
        cutter.cut(input, (payload, _) -> bytes += payload.remaining(), turn);
        return bytes;
    }

    @Benchmark
    @OperationsPerInvocation(Texts.LINES)
    public int receipts() {
        begin();
        MessageText.writeReceipts(stored, turn);
        return turn.output().position();
    }

    /// All of a connection's part: lines in, a batch out, and when it is stored, receipts.
    @Benchmark
    @OperationsPerInvocation(Texts.LINES)
    public int session() {
        begin();
        session.received(input, turn);
        HubRequest.Publish wish = (HubRequest.Publish) turn.requests().getFirst();
        turn.begin(Texts.MICROS, 0, false);
        session.answered(new HubAnswer.Stored(new StoredBatch(123_456_789, wish.batch())), turn);
        return turn.output().position();
    }

    private void begin() {
        input.clear();
        turn.clearOutput();
        turn.begin(Texts.MICROS, 0, false);
    }
}
