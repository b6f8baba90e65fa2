package dev.switchboard.protocol.framing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.switchboard.protocol.CloseReason;
import dev.switchboard.protocol.Turn;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A peer gets no more memory than it paid for with bytes.
class FramingMemoryTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int HUGE_BYTES_MAX = 1 << 30;
    /// What asserting and the loading of classes may cost.
    private static final long SLACK_BYTES = 1024 * 1024;

    private final Turn turn = new Turn(0, false);

    @Test
    void anAbsurdLengthCostsNoMemory() {
        byte[] absurd = {-1, -1, -1, -1};
        long cost = allocatedBy(() -> assertThat(Pieces.feed(new LengthFraming().cutter(1024 * 1024), absurd))
                .isEqualTo(CloseReason.LIMIT));
        assertThat(cost).isLessThan(SLACK_BYTES);
    }

    @Test
    void aPromisedLengthCostsOnlyWhatCame() {
        ByteBuffer promise =
                ByteBuffer.allocate(14).putInt(HUGE_BYTES_MAX).put(new byte[10]).flip();
        Cutter cutter = new LengthFraming().cutter(HUGE_BYTES_MAX);
        assertThat(allocatedBy(() -> cut(cutter, promise))).isLessThan(SLACK_BYTES);
    }

    @Test
    void aPromisedFixedLengthCostsOnlyWhatCame() {
        Cutter cutter = new FixedFraming(HUGE_BYTES_MAX).cutter(1);
        assertThat(allocatedBy(() -> cut(cutter, ByteBuffer.allocate(10)))).isLessThan(SLACK_BYTES);
    }

    @Test
    void collectingAMessageCostsAFewTimesItsLength() {
        int length = 4 * 1024 * 1024;
        List<Framing> collecting =
                List.of(new LineFraming(), new FixedFraming(2 * length), new CloseFraming(), new LengthFraming());
        for (Framing framing : collecting) {
            Cutter cutter = framing.cutter(HUGE_BYTES_MAX);
            ByteBuffer piece = ByteBuffer.allocate(1024).putInt(0, HUGE_BYTES_MAX);
            long cost = allocatedBy(() -> {
                for (int i = 0; i < length; i += piece.capacity()) {
                    cut(cutter, piece.clear());
                }
            });
            assertThat(cost).as(framing.toString()).isLessThan(4L * length + SLACK_BYTES);
        }
    }

    private void cut(Cutter cutter, ByteBuffer bytes) {
        if (cutter.cut(bytes, (payload, sameTurn) -> {}, turn) != null) {
            throw new AssertionError("within the limit");
        }
    }

    private static long allocatedBy(Runnable action) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        action.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
