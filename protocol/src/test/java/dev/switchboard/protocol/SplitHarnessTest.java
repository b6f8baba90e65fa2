package dev.switchboard.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.switchboard.protocol.SessionRun.Outcome;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The harness finds the mistakes that it is there to find.
class SplitHarnessTest {
    private static final String STREAM = "one\r\ntwo\r\n";

    @Test
    void aSessionThatDoesNotMindTheSplitPasses() {
        SplitHarness.everySplit(named(Good::new), STREAM).mustBe(STREAM, CloseReason.PEER_CLOSED);
    }

    @Test
    void aSessionThatKeepsAReferenceToTheInputIsCaught() {
        mustBeCaught(KeepsInput::new);
    }

    @Test
    void aSessionThatLooksForALineEndInOneReadOnlyIsCaught() {
        mustBeCaught(ForgetsCr::new);
    }

    @Test
    void aSessionThatReadsBeyondTheInputIsCaught() {
        mustBeCaught(ReadsBeyond::new);
    }

    @Test
    void aSessionThatThrowsForWhatAPeerSendsIsCaughtAndTheSplitNamed() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> SplitHarness.everySplit(named(Throws::new), STREAM))
                .withMessageContaining("a session threw for what a peer sent: whole, heap");
    }

    @Test
    void nothingIsCalledAfterATurnThatClosed() {
        SessionRun run = new SessionRun(new Good())
                .open()
                .endInput()
                .receive("late")
                .endInput()
                .stop();
        assertThat(run.outcome()).isEqualTo(new Outcome("", CloseReason.PEER_CLOSED));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
    void randomPiecesAreTheStreamAndTheSameForTheSameSeed(long seed) {
        byte[] stream = STREAM.getBytes(StandardCharsets.ISO_8859_1);
        List<byte[]> pieces = SplitHarness.randomPieces(stream, new Random(seed));
        assertThat(texts(pieces)).isEqualTo(texts(SplitHarness.randomPieces(stream, new Random(seed))));
        assertThat(texts(pieces)).doesNotContain("");
        assertThat(String.join("", texts(pieces))).isEqualTo(STREAM);
    }

    private static List<String> texts(List<byte[]> pieces) {
        return pieces.stream()
                .map(piece -> new String(piece, StandardCharsets.ISO_8859_1))
                .collect(Collectors.toList());
    }

    private static void mustBeCaught(Maker bad) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> SplitHarness.everySplit(named(bad), STREAM));
    }

    private interface Maker {
        Session make();
    }

    private static Protocol named(Maker sessions) {
        return new Protocol() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public Session open(Peer peer) {
                return sessions.make();
            }
        };
    }

    private static class Good implements Session {
        @Override
        public void received(ByteBuffer bytes, Turn turn) {
            turn.write(bytes);
        }

        @Override
        public void inputEnded(Turn turn) {
            turn.close(CloseReason.PEER_CLOSED);
        }
    }

    private static final class KeepsInput extends Good {
        private final List<ByteBuffer> kept = new ArrayList<>();

        @Override
        public void received(ByteBuffer bytes, Turn turn) {
            kept.add(bytes.slice());
        }

        @Override
        public void inputEnded(Turn turn) {
            kept.forEach(turn::write);
            turn.close(CloseReason.PEER_CLOSED);
        }
    }

    private static final class ForgetsCr extends Good {
        @Override
        public void received(ByteBuffer bytes, Turn turn) {
            String text = StandardCharsets.ISO_8859_1.decode(bytes).toString();
            turn.write(text.replace("\r\n", "\n").getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static final class ReadsBeyond extends Good {
        @Override
        public void received(ByteBuffer bytes, Turn turn) {
            turn.write(bytes.limit(bytes.capacity()));
        }
    }

    private static final class Throws extends Good {
        @Override
        public void received(ByteBuffer bytes, Turn turn) {
            throw new IllegalStateException("unexpected " + bytes);
        }
    }
}
