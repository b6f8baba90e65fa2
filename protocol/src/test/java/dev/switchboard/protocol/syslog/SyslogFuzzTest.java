package dev.switchboard.protocol.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.switchboard.message.ChannelName;
import dev.switchboard.protocol.CloseReason;
import dev.switchboard.protocol.SessionRun;
import java.util.Arrays;
import java.util.List;

/// Whatever bytes a peer sends, in whatever pieces, the session stores the same, answers nothing and throws
/// nothing. Fuzzed with `JAZZER_FUZZ=1`; an ordinary run takes the inputs that are kept beside it.
class SyslogFuzzTest {
    /// @param bytes the first says how long a piece is, the second how long a part, the others are the stream
    @FuzzTest
    void everySplitIsStoredAlike(byte[] bytes) {
        if (bytes.length < 2) {
            return;
        }
        byte[] stream = Arrays.copyOfRange(bytes, 2, bytes.length);
        int partBytesMax = (bytes[1] & 0xff) + 1;
        List<String> whole = run(stream, Math.max(1, stream.length), partBytesMax);
        assertThat(run(stream, (bytes[0] & 0xff) + 1, partBytesMax)).isEqualTo(whole);
        assertThat(whole).allMatch(message -> !message.isEmpty() && message.length() <= partBytesMax);
        assertThat(String.join("", whole).length()).isLessThanOrEqualTo(stream.length);
    }

    private static List<String> run(byte[] stream, int pieceBytes, int partBytesMax) {
        Syslog syslog = new Syslog(ChannelName.MAIN, partBytesMax);
        Published hub = new Published();
        SessionRun run = new SessionRun(syslog.open(SessionRun.PEER)).open().answering(hub);
        for (int from = 0; from < stream.length; from += pieceBytes) {
            run.receive(Arrays.copyOfRange(stream, from, Math.min(stream.length, from + pieceBytes)));
        }
        run.endInput().outcome().mustBe("", CloseReason.PEER_CLOSED);
        return hub.texts();
    }
}
