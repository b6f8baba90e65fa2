package dev.switchboard.protocol.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is read of the shapes in `corpus.txt`, each one by itself and anywhere in a larger array.
class SyslogCorpusTest {
    private static final int SHAPES_MIN = 200;

    static List<Shape> shapes() throws IOException {
        return Shape.all();
    }

    @Test
    void thereAreManyDifferentShapes() throws IOException {
        assertThat(shapes()).hasSizeGreaterThanOrEqualTo(SHAPES_MIN);
        assertThat(shapes()).extracting(Shape::text).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void theMessageSaysThis(Shape shape) {
        assertThat(shape.words(shape.parse())).isEqualTo(shape.says());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void whatStandsAroundTheMessageMakesNoDifference(Shape shape) {
        for (String around : List.of("<13>1 - ", "0 9:", "]: ", " [a b=\"c\"] ", "\u00e4\0")) {
            byte[] edge = around.getBytes(StandardCharsets.UTF_8);
            int from = edge.length;
            int to = from + shape.bytes().length;
            byte[] larger = Arrays.copyOf(edge, to + edge.length);
            System.arraycopy(shape.bytes(), 0, larger, from, shape.bytes().length);
            System.arraycopy(edge, 0, larger, to, edge.length);
            SyslogFields fields = SyslogParser.parse(larger, from, to, shape.arrivedMicros(), shape.zone());
            assertThat(fields).isEqualTo(shape.parse());
            assertThat(SyslogParser.priority(larger, from, to)).isEqualTo(fields.priority());
            assertThat(SyslogParser.host(larger, from, to)).isEqualTo(fields.host());
        }
    }
}
