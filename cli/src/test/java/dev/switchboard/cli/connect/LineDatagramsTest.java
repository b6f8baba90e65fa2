package dev.switchboard.cli.connect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.client.Connection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineDatagramsTest {
    private static final String LARGEST = "x".repeat(Connection.DATAGRAM_BYTES_MAX);

    @Test
    void aLineIsADatagramWithoutItsEnd() throws IOException {
        assertThat(cut("one\ntwo\r\n\nfour\rfour\n", 100)).containsExactly("one", "two", "", "four\rfour");
    }

    @Test
    void whatFollowsTheLastLineEndIsADatagramAsItIs() throws IOException {
        assertThat(cut("one\ntwo\r", 100)).containsExactly("one", "two\r");
        assertThat(cut("", 100)).isEmpty();
    }

    @Test
    void cutsTheSameHoweverInputComes() throws IOException {
        for (int chunk = 1; chunk < 12; chunk++) {
            assertThat(cut("one\r\ntwo\n\nthree", chunk)).containsExactly("one", "two", "", "three");
        }
    }

    @Test
    void takesTheLargestDatagramWithAnyEnd() throws IOException {
        assertThat(cut(LARGEST, 10_000)).containsExactly(LARGEST);
        assertThat(cut("a\n" + LARGEST + "\nb\n" + LARGEST + "\r\nc", 10_000))
                .containsExactly("a", LARGEST, "b", LARGEST, "c");
    }

    @Test
    void refusesALongerLineAndNamesIt() {
        for (String end : List.of("", "\n", "\r\n", "xxxxxxx", "xxxxxx\n")) {
            assertThatThrownBy(() -> cut("one\n" + LARGEST + "x" + end, 10_000))
                    .isInstanceOf(IOException.class)
                    .hasMessage("line 2 is longer than the 65507 bytes that a datagram carries");
        }
    }

    private static List<String> cut(String input, int chunkBytes) throws IOException {
        InputStream chunks = new ByteArrayInputStream(input.getBytes(ISO_8859_1)) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                return super.read(bytes, offset, Math.min(length, chunkBytes));
            }
        };
        LineDatagrams datagrams = new LineDatagrams(chunks);
        List<String> cut = new ArrayList<>();
        for (ByteBuffer next = datagrams.next(); next != null; next = datagrams.next()) {
            cut.add(ISO_8859_1.decode(next).toString());
        }
        return cut;
    }
}
