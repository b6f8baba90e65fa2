package dev.switchboard.protocol.lines;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.switchboard.message.ChannelName;
import dev.switchboard.protocol.SessionRun;
import java.util.Arrays;
import java.util.List;

/// Whatever bytes a peer sends, in whatever pieces, the session answers the same and throws nothing. Fuzzed with
/// `JAZZER_FUZZ=1`; an ordinary run takes the inputs that are kept beside it.
class LinesFuzzTest {
    private static final int LINE_BYTES_MAX = 20;

    private record Seen(SessionRun.Outcome outcome, List<String> stored) {}

    /// @param bytes the first says how long a piece is, the others are the stream
    @FuzzTest
    void everySplitIsAnsweredAlike(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        byte[] stream = Arrays.copyOfRange(bytes, 1, bytes.length);
        Seen whole = run(stream, Math.max(1, stream.length));
        Seen pieces = run(stream, (bytes[0] & 0xff) + 1);
        assertThat(pieces).isEqualTo(whole);
        assertThat(whole.outcome().output().split("\n"))
                .allMatch(line -> line.isEmpty() || "[!*<".indexOf(line.charAt(0)) >= 0);
        long receipts = ("\n" + whole.outcome().output()).split("\n\\[", -1).length - 1L;
        assertThat(receipts).isEqualTo(whole.stored().size());
    }

    private static Seen run(byte[] stream, int pieceBytes) {
        Lines lines = new Lines(ChannelName.MAIN, Receipts.EACH, LINE_BYTES_MAX);
        MemoryHub hub = new MemoryHub();
        SessionRun run = new SessionRun(lines.open(SessionRun.PEER)).open().answering(hub);
        for (int from = 0; from < stream.length; from += pieceBytes) {
            run.receive(Arrays.copyOfRange(stream, from, Math.min(stream.length, from + pieceBytes)));
        }
        return new Seen(run.endInput().outcome(), List.copyOf(hub.stored));
    }
}
