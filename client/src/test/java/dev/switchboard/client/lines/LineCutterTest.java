package dev.switchboard.client.lines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineCutterTest {
    private final List<String> lines = new ArrayList<>();

    @Test
    void cutsAtEveryLineFeedWhereverTheStreamIsSplit() {
        String stream = "first\n\n\rsecond\r\nthe third\nlast";
        List<String> expected = List.of("first", "", "\rsecond\r", "the third", "last");
        for (int i = 0; i <= stream.length(); i++) {
            for (int j = i; j <= stream.length(); j++) {
                lines.clear();
                LineCutter cutter = new LineCutter(100);
                feed(cutter, stream.substring(0, i));
                feed(cutter, stream.substring(i, j));
                feed(cutter, stream.substring(j));
                cutter.finish(this::keep);
                assertThat(lines).isEqualTo(expected);
            }
        }
    }

    @Test
    void whatIsTooLongLosesItsRestWhereverTheStreamIsSplit() {
        String stream = "12345\n123456\n1234567890123\n1\n123456789";
        for (int i = 0; i <= stream.length(); i++) {
            lines.clear();
            LineCutter cutter = new LineCutter(5);
            feed(cutter, stream.substring(0, i));
            feed(cutter, stream.substring(i));
            cutter.finish(this::keep);
            assertThat(lines).containsExactly("12345", "12345…", "12345…", "1", "12345…");
        }
    }

    @Test
    void aMegabyteInSmallPiecesIsOneLine() {
        Random random = new Random(1);
        byte[] bytes = new byte[1 << 20];
        random.nextBytes(bytes);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '\n' ? 0 : bytes[i];
        }
        LineCutter cutter = new LineCutter(bytes.length);
        for (int from = 0; from < bytes.length; ) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(3_000));
            cutter.feed(bytes, from, to, this::keep);
            from = to;
        }
        feed(cutter, "\nshort\n");

        assertThat(lines).containsExactly(new String(bytes, ISO_8859_1), "short");
    }

    private void feed(LineCutter cutter, String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        cutter.feed(bytes, 0, bytes.length, this::keep);
    }

    private void keep(byte[] bytes, int from, int to, boolean cut) {
        lines.add(new String(bytes, from, to - from, ISO_8859_1) + (cut ? "…" : ""));
    }
}
