package dev.switchboard.journal.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadAheadTest {
    private static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, ReadAhead.FILES_MIN, ReadAhead.AHEAD_MAX - 1, ReadAhead.AHEAD_MAX, 500})
    void allAreTakenInOrder(int count) throws IOException {
        List<Integer> taken = new ArrayList<>();
        ReadAhead.inOrder(upTo(count), number -> number, taken::add);
        assertThat(taken).isEqualTo(upTo(count));
    }

    @Test
    void severalAreReadAtOnce() throws IOException {
        CountDownLatch reading = new CountDownLatch(ReadAhead.THREADS);
        ReadAhead.inOrder(
                upTo(ReadAhead.AHEAD_MAX),
                number -> {
                    reading.countDown();
                    return awaited(reading);
                },
                taken -> assertThat(taken).isTrue());
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void noMoreIsReadThanAheadOfWhatIsTaken() throws IOException {
        AtomicInteger read = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        ReadAhead.inOrder(
                upTo(500),
                number -> {
                    assertThat(read.incrementAndGet() - taken.get()).isLessThanOrEqualTo(ReadAhead.AHEAD_MAX + 1);
                    return number;
                },
                _ -> taken.incrementAndGet());
        assertThat(taken).hasValue(500);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 500})
    void afterAFailureNothingIsTakenOrRead(int count) {
        List<Integer> taken = new ArrayList<>();
        AtomicInteger reading = new AtomicInteger();
        assertThatThrownBy(() -> ReadAhead.inOrder(
                        upTo(count),
                        number -> {
                            reading.incrementAndGet();
                            try {
                                if (number == 7) {
                                    throw new IOException("seven");
                                }
                                return number;
                            } finally {
                                reading.decrementAndGet();
                            }
                        },
                        taken::add))
                .isInstanceOf(IOException.class)
                .hasMessage("seven");
        assertThat(taken).isEqualTo(upTo(7));
        assertThat(reading).hasValue(0);
    }
}
