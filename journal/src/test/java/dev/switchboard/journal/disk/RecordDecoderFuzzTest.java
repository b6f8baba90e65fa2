package dev.switchboard.journal.disk;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Whatever bytes are taken for a record, the decoder does no harm, and what it accepts is exactly what the
/// encoder would write. Fuzzed with `JAZZER_FUZZ=1`; an ordinary run takes the inputs that are kept beside
/// it.
class RecordDecoderFuzzTest {
    private static final SegmentHeader SEGMENT = new SegmentHeader(1, 0, 0, 0x0123456789abcdefL);
    private static final Salted SALTED = new Salted(SEGMENT.salt());

    /// Beside what is decoded: names, and what the test's own tools take.
    private static final int ALLOCATED_BYTES_MORE = 256 << 10;

    /// As they come: hardly ever a record.
    @FuzzTest(maxDuration = "1m")
    void anyBytesAreARecordOnlyIfTheEncoderWroteThem(byte[] bytes) {
        check(bytes);
    }

    /// With a length and CRCs that are right, so that everything behind them is reached.
    @FuzzTest(maxDuration = "1m")
    void bytesWithTheRightCrcsAreARecordOnlyIfTheEncoderWouldWriteThem(byte[] bytes) {
        byte[] record = Arrays.copyOf(bytes, Math.max(bytes.length, RecordFormat.HEAD_BYTES));
        ByteBuffer in = ByteBuffer.wrap(record).putInt(RecordFormat.LENGTH_AT, record.length);
        int headCrc = SALTED.of(in, RecordFormat.LENGTH_AT, RecordFormat.HEAD_BYTES);
        in.putInt(RecordFormat.HEAD_CRC_AT, headCrc);
        in.putInt(RecordFormat.CRC_AT, SALTED.of(in, RecordFormat.HEAD_CRC_AT, record.length));
        check(record);
    }

    private static void check(byte[] bytes) {
        if (bytes.length < RecordFormat.HEAD_BYTES) {
            return;
        }
        byte[] again = decodedAndEncoded(ByteBuffer.wrap(bytes));
        // Once more, since the first time classes may have been loaded.
        long before = allocated();
        decodedAndEncoded(ByteBuffer.wrap(bytes));
        assertThat(allocated() - before).isLessThan(ALLOCATED_BYTES_MORE + 8L * bytes.length);
        if (again != null) {
            assertThat(again).isEqualTo(Arrays.copyOf(bytes, again.length));
        }
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static byte @Nullable [] decodedAndEncoded(ByteBuffer in) {
        RecordDecoder decoder = new RecordDecoder(SEGMENT);
        RecordHead head = decoder.head(in, 0);
        if (head == null || head.length() > in.capacity() || !decoder.isWhole(in, 0, head)) {
            return null;
        }
        ByteBuffer out = ByteBuffer.allocate(head.length());
        RecordEncoder encoder = new RecordEncoder(SEGMENT);
        if (head.isMark()) {
            encoder.putMark(out, head.offset(), head.micros());
        } else {
            long sequence = head.producerBytes() == 0 ? 0 : decoder.sequence(in, 0, head);
            encoder.put(out, decoder.batch(in, 0, head), head.offset(), sequence, head.flags());
        }
        return out.array();
    }
}
