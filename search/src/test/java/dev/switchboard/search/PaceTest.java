package dev.switchboard.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long MILLI = 1_000_000;
    private static final long FAR_BEHIND = 900_000;

    private final Pace pace = new Pace(1_000_000, 0);

    @Test
    void doesNotRestWhileFewMessagesCome() {
        assertThat(pace.rest(5 * MILLI, FAR_BEHIND, 1_000_100, 10 * MILLI)).isZero();
        assertThat(pace.rest(5 * MILLI, FAR_BEHIND, 1_009_000, 1_500 * MILLI)).isZero();
    }

    @Test
    void restsFourTimesAsLongAsItWorkedWhileManyCome() {
        assertThat(pace.rest(5 * MILLI, FAR_BEHIND, 1_010_001, 10 * MILLI)).isEqualTo(20 * MILLI);
        assertThat(pace.rest(2 * MILLI, FAR_BEHIND, 1_030_000, 1_000 * MILLI)).isEqualTo(8 * MILLI);
        assertThat(pace.rest(2 * MILLI, FAR_BEHIND, 1_030_000, 1_001 * MILLI)).isEqualTo(8 * MILLI);
    }

    @Test
    void worksWithoutRestWhenNothingHasComeForASecond() {
        pace.rest(5 * MILLI, FAR_BEHIND, 1_030_000, 1_000 * MILLI);
        assertThat(pace.rest(5 * MILLI, FAR_BEHIND, 1_030_000, 1_999 * MILLI)).isEqualTo(20 * MILLI);
        assertThat(pace.rest(5 * MILLI, FAR_BEHIND, 1_030_000, 2_000 * MILLI)).isZero();
    }

    @Test
    void waitsForMoreWhenLittleIsLeft() {
        assertThat(pace.rest(5 * MILLI, 999_101, 1_000_100, 10 * MILLI)).isEqualTo(100 * MILLI);
        assertThat(pace.rest(5 * MILLI, 999_100, 1_000_100, 10 * MILLI)).isZero();
    }

    @Test
    void restsFourTimesAsLongAsItWorkedThoughLittleIsLeftWhenThatIsLonger() {
        assertThat(pace.rest(30 * MILLI, 1_010_000, 1_010_001, 10 * MILLI)).isEqualTo(120 * MILLI);
    }
}
