package dev.switchboard.protocol.ticker;

import static dev.switchboard.protocol.CloseReason.SERVER_STOPPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.switchboard.protocol.SessionRun;
import dev.switchboard.protocol.SplitHarness;
import dev.switchboard.protocol.Turn;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The clock of these tests is set by hand; a tick is 100 ms.
@Tag("T1")
class TickerSessionTest {
    private static final long TICK = 100_000_000;
    private static final long START = 7_000_000_007L;
    private static final String TEXT = "0123456789";

    private final SessionRun run = new SessionRun(new Ticker(TICK, TEXT).open(SessionRun.PEER))
            .atNanos(START)
            .open();

    @Test
    void theFirstPushComesAtOnce() {
        assertThat(run.output()).isEqualTo(TEXT);
        assertThat(run.wakeAt()).isEqualTo(START + TICK);
    }

    @Test
    void everyTickPushesOnce() {
        for (int tick = 1; tick <= 20; tick++) {
            run.newOutput();
            run.atNanos(START + tick * TICK).wake();
            assertThat(run.output()).isEqualTo(TEXT);
            assertThat(run.wakeAt()).isEqualTo(START + (tick + 1) * TICK);
        }
    }

    @Test
    void nothingIsPushedBeforeItsTime() {
        run.newOutput();
        run.atNanos(START + TICK - 1).wake().receive("anything");
        assertThat(run.output()).isEmpty();
        assertThat(run.wakeAt()).isEqualTo(START + TICK);
    }

    @Test
    void aCallBeforeTheTimeAsksForItAgain() {
        run.newOutput();
        Turn turn = new Turn(16, false);
        turn.begin(0, START, false);
        var session = new Ticker(TICK, TEXT).open(SessionRun.PEER);
        session.opened(turn);
        turn.clearOutput();
        turn.begin(0, START + 1, false);
        session.due(turn);
        assertThat(turn.output().position()).isZero();
        assertThat(turn.wakeAtAfter(Turn.NEVER)).isEqualTo(START + TICK);
    }

    @Test
    void aLateTickDoesNotShiftThePace() {
        run.newOutput();
        run.atNanos(START + TICK + 30_000_000).wake();
        assertThat(run.newOutput()).isEqualTo(TEXT);
        assertThat(run.wakeAt()).isEqualTo(START + 2 * TICK);
    }

    @Test
    void missedTicksAreNotMadeUpInABurst() {
        run.newOutput();
        run.atNanos(START + 5 * TICK + 1).wake();
        assertThat(run.newOutput()).isEqualTo(TEXT);
        assertThat(run.wakeAt()).isEqualTo(START + 6 * TICK);
        run.wake();
        assertThat(run.newOutput()).isEmpty();
    }

    @Test
    void aPeerThatIsBehindMissesTicksAndGetsTheNextOnesWhenItHasCaughtUp() {
        run.newOutput();
        run.congested(true).atNanos(START + TICK).wake();
        assertThat(run.newOutput()).isEmpty();
        assertThat(run.wakeAt()).isEqualTo(START + 2 * TICK);
        run.atNanos(START + 2 * TICK).wake();
        assertThat(run.newOutput()).isEmpty();
        run.congested(false).atNanos(START + 3 * TICK).wake();
        assertThat(run.newOutput()).isEqualTo(TEXT);
        assertThat(run.wakeAt()).isEqualTo(START + 4 * TICK);
    }

    @Test
    void aPeerThatHalfClosedStillGetsItsTicks() {
        run.receive("a greeting").endInput();
        assertThat(run.reason()).isNull();
        run.newOutput();
        run.atNanos(START + TICK).wake();
        assertThat(run.output()).isEqualTo(TEXT);
        assertThat(run.reason()).isNull();
    }

    @Test
    void whateverThePeerSaysIsReadAndChangesNothing() {
        SplitHarness.everySplit(new Ticker(TICK, TEXT), "GET / HTTP/1.0\r\n\r\n\0ÿ")
                .mustBe(TEXT, null);
        assertThat(run.receive("anything").wakeAt()).isEqualTo(START + TICK);
    }

    @Test
    void aStopOfTheServerEndsThePushing() {
        run.newOutput();
        run.stop().outcome().mustBe("", SERVER_STOPPED);
        assertThat(run.atNanos(START + TICK).wake().output()).isEmpty();
    }

    @Test
    void theTextGoesOutAsUtf8() {
        String text = "Grüße 時刻\n";
        SessionRun other = new SessionRun(new Ticker(TICK, text).open(SessionRun.PEER)).open();
        assertThat(other.output())
                .isEqualTo(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 999_999, Long.MIN_VALUE})
    void aTickerPushesAtMostOnceAMillisecond(long everyNanos) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ticker(everyNanos, TEXT))
                .withMessageContaining("once a millisecond");
    }

    @Test
    void theLongestTimeBetweenTicksIsNotTurnedIntoTheShortest() {
        SessionRun rare = new SessionRun(new Ticker(Long.MAX_VALUE, TEXT).open(SessionRun.PEER))
                .atNanos(START)
                .open();
        assertThat(rare.newOutput()).isEqualTo(TEXT);
        assertThat(rare.wakeAt()).isEqualTo(Turn.NEVER);
        assertThat(rare.atNanos(START + TICK).wake().output()).isEmpty();
    }
}
