package dev.switchboard.client.lines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineRingTest {
    private static final int BYTES_MAX = 40;
    private static final int LINES_MAX = 8;

    private final LineRing ring = new LineRing(BYTES_MAX, LINES_MAX);

    @Test
    void hasRoomForSoManyLinesAndBytes() {
        assertThat(ring.fits(BYTES_MAX)).isTrue();
        assertThat(ring.fits(BYTES_MAX + 1)).isFalse();
        for (int i = 0; i < LINES_MAX; i++) {
            assertThat(ring.fits(1)).isTrue();
            add("\n");
        }
        assertThat(ring.fits(1)).isFalse();
    }

    @Test
    void aRewindSendsAgainWhatIsNotDropped() {
        add("a\n");
        add("b\n");
        add("c\n");
        assertThat(sent(100)).isEqualTo("a\nb\nc\n");
        ring.dropHead();
        ring.rewind();

        assertThat(ring.headIsSent()).isFalse();
        assertThat(ring.headWasEverSent()).isTrue();
        assertThat(sent(1)).isEqualTo("b\n");
        assertThat(sent(100)).isEqualTo("c\n");
        assertThat(ring.hasUnsent()).isFalse();
    }

    @Test
    void whatCannotBeSentLeavesWhenItIsFirst() {
        add("");
        assertThat(ring.isEmpty()).isTrue();
        add("a\n");
        add("");
        add("");
        assertThat(sent(100)).isEqualTo("a\n");
        ring.dropHead();

        assertThat(ring.isEmpty()).isTrue();
        assertThat(ring.dropped()).isEqualTo(4);
        add("b\n");
        assertThat(sent(100)).isEqualTo("b\n");
    }

    @Test
    void linesComeOutAsTheyWentInRoundAndRound() {
        Random random = new Random(2);
        Deque<String> unanswered = new ArrayDeque<>();
        StringBuilder expected = new StringBuilder();
        for (int step = 0; step < 100_000; step++) {
            String line = "x".repeat(random.nextInt(12)) + (char) ('a' + random.nextInt(26)) + "\n";
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3 -> {
                    if (ring.fits(line.length())) {
                        add(line);
                        unanswered.add(line);
                        expected.append(line);
                    }
                }
                case 4, 5, 6 -> {
                    if (ring.hasUnsent()) {
                        String sent = sent(random.nextInt(1, 30));
                        assertThat(expected).startsWith(sent);
                        assertThat(sent).endsWith("\n");
                        expected.delete(0, sent.length());
                    }
                }
                case 7, 8 -> {
                    if (ring.headIsSent()) {
                        assertThat(ring.dropHead())
                                .isEqualTo(unanswered.remove().length());
                    }
                }
                default -> {
                    if (random.nextInt(20) == 0) {
                        ring.rewind();
                        expected.setLength(0);
                        unanswered.forEach(expected::append);
                    }
                }
            }
            assertThat(ring.isEmpty()).isEqualTo(unanswered.isEmpty());
        }
    }

    private void add(String line) {
        ring.add(("?" + line).getBytes(ISO_8859_1), 1, line.length());
    }

    private String sent(int bytesMax) {
        ByteBuffer bytes = ring.send(bytesMax);
        return new String(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining(), ISO_8859_1);
    }
}
