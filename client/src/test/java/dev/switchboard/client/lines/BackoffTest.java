package dev.switchboard.client.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final long NANOS_PER_MILLI = 1_000_000;

    /// A clock that a test sets; where it begins must not matter.
    private long nowMillis = -50;

    @Test
    void delaysDoubleUpToTwoSeconds() {
        assertThat(failures(new Backoff(Backoff.FOR_EVER), 8))
                .containsExactly(100L, 200L, 400L, 800L, 1_600L, 2_000L, 2_000L, 2_000L);
    }

    @Test
    void givesUpWhenTheTimeIsOverWithALastTryAtItsEnd() {
        assertThat(failures(new Backoff(1_000), 6)).containsExactly(100L, 200L, 400L, 300L, Backoff.GIVE_UP);
    }

    @Test
    void givesUpAtOnceWithoutAnyTime() {
        assertThat(failures(new Backoff(0), 2)).containsExactly(Backoff.GIVE_UP);
    }

    @Test
    void progressBeginsTheTimeAnew() {
        Backoff backoff = new Backoff(1_000);
        assertThat(failures(backoff, 3)).containsExactly(100L, 200L, 400L);
        backoff.progressed();

        assertThat(failures(backoff, 6)).containsExactly(100L, 200L, 400L, 300L, Backoff.GIVE_UP);
    }

    @Test
    void theTimeBeginsWithTheTroubleNotWithItsDiscovery() {
        Backoff backoff = new Backoff(20_000);
        assertThat(backoff.failed(nanos(0), nanos(15_000))).isEqualTo(100);
        assertThat(backoff.failed(nanos(20_000), nanos(20_000))).isEqualTo(Backoff.GIVE_UP);
    }

    /// Fails, waits as told, and fails again, until it is given up.
    private List<Long> failures(Backoff backoff, int most) {
        List<Long> delays = new ArrayList<>();
        long delay = 0;
        while (delays.size() < most && delay != Backoff.GIVE_UP) {
            delay = backoff.failed(nanos(nowMillis), nanos(nowMillis));
            delays.add(delay);
            nowMillis += delay;
        }
        return delays;
    }

    private static long nanos(long millis) {
        return millis * NANOS_PER_MILLI;
    }
}
