package dev.switchboard.protocol.relp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.switchboard.message.ChannelName;
import dev.switchboard.protocol.SessionRun;
import dev.switchboard.protocol.lines.MemoryHub;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Whatever bytes a peer sends, in whatever pieces, the session answers the same and throws nothing; each
/// message that is stored has its answer, and all answers are in order. Fuzzed with `JAZZER_FUZZ=1`; an
/// ordinary run takes the inputs that are kept beside it.
class RelpFuzzTest {
    private static final int MESSAGE_BYTES_MAX = 40;
    private static final Set<String> OFFERS_AND_GOODBYE = Set.of(
            "relp_version=0", "relp_version=1", "relp_software=switchboard", "commands=syslog", "0 serverclose 0");

    private record Seen(SessionRun.Outcome outcome, List<String> stored) {}

    /// @param bytes the first says how long a piece is, the others are the stream
    @FuzzTest
    void everySplitIsAnsweredAlike(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        byte[] stream = Arrays.copyOfRange(bytes, 1, bytes.length);
        Seen whole = run(stream, Math.max(1, stream.length));
        assertThat(run(stream, (bytes[0] & 0xff) + 1)).isEqualTo(whole);
        assertAnswered(whole);
    }

    /// As above, behind an `open`, so that what follows is looked at.
    @FuzzTest
    void everySplitOfAnOpenSessionIsAnsweredAlike(byte[] bytes) {
        byte[] open = "1 open 14 relp_version=1\n".getBytes(StandardCharsets.US_ASCII);
        byte[] stream = Arrays.copyOf(open, open.length + bytes.length);
        System.arraycopy(bytes, 0, stream, open.length, bytes.length);
        Seen whole = run(stream, stream.length);
        assertThat(run(stream, 1)).isEqualTo(whole);
        assertThat(run(stream, 7)).isEqualTo(whole);
        assertAnswered(whole);
    }

    private static void assertAnswered(Seen seen) {
        int number = 0;
        int stored = 0;
        for (String line : seen.outcome().output().lines().toList()) {
            if (!OFFERS_AND_GOODBYE.contains(line)) {
                assertThat(line).startsWith(++number + " rsp ");
                stored += line.endsWith(" rsp 6 200 OK") ? 1 : 0;
            }
        }
        assertThat(stored).isEqualTo(seen.stored().size());
    }

    private static Seen run(byte[] stream, int pieceBytes) {
        MemoryHub hub = new MemoryHub();
        Relp relp = new Relp(ChannelName.MAIN, MESSAGE_BYTES_MAX);
        SessionRun run = new SessionRun(relp.open(SessionRun.PEER)).open().answering(hub);
        for (int from = 0; from < stream.length; from += pieceBytes) {
            run.receive(Arrays.copyOfRange(stream, from, Math.min(stream.length, from + pieceBytes)));
        }
        return new Seen(run.endInput().outcome(), List.copyOf(hub.stored));
    }
}
