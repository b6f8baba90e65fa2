package dev.switchboard.client.load;

import static dev.switchboard.client.load.OneFlow.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A server that answers at once, but for one second of ten in which it stalls.
class CoordinatedOmissionTest {
    private static final long START = 5 * SECOND;
    private static final long MILLI = SECOND / 1_000;
    private static final long STALL_FROM = START + 4 * SECOND;
    private static final long STALL_TO = STALL_FROM + SECOND;

    @Test
    void anOpenLoopShowsTheStallInAllMessagesThatWereDueMeanwhile() {
        LoadConfig config = OneFlow.config(LoadProtocol.ECHO, 40, 4, 1_000);
        OneFlow one = new OneFlow(config, new OpenPace(START, 10 * SECOND, Long.MAX_VALUE, 1_000, 1));

        stallInTheMiddle(one);

        Latencies latencies = one.tally.latencies;
        assertThat(latencies.count()).isEqualTo(10_000);
        // A tenth of all messages were due during the stall, and waited for its end, a whole second at most; then they
        // went out four at a time.
        assertThat(latencies.nanosAt(89)).isLessThan(MILLI);
        assertThat(latencies.nanosAt(95)).isBetween(500 * MILLI, 530 * MILLI);
        assertThat(latencies.nanosAt(99)).isBetween(900 * MILLI, 930 * MILLI);
        assertThat(latencies.maxNanos()).isBetween(999 * MILLI, 1_002 * MILLI);
    }

    @Test
    void aClosedLoopHasOnlyItsWindowInTheStall() {
        LoadConfig config = OneFlow.config(LoadProtocol.ECHO, 40, 4, 0);
        OneFlow one = new OneFlow(config, new ClosedPace(START, 10 * SECOND, Long.MAX_VALUE));

        stallInTheMiddle(one);

        assertThat(one.tally.latencies.nanosAt(99)).isLessThan(MILLI);
        assertThat(one.tally.latencies.maxNanos()).isGreaterThan(999 * MILLI);
    }

    @Test
    void messagesAreDueAtTheRateWhicheverConnectionTheyGoTo() {
        OpenPace pace = new OpenPace(0, SECOND, Long.MAX_VALUE, 10, 3);
        assertThat(pace.due(-1)).isZero();
        assertThat(pace.due(0)).isEqualTo(1);
        assertThat(pace.due(SECOND / 10 - 1)).isEqualTo(1);
        assertThat(pace.due(SECOND / 10)).isEqualTo(2);
        assertThat(pace.due(100 * SECOND)).isEqualTo(10);
        assertThat(pace.dueNanos(4)).isEqualTo(4 * SECOND / 10);
        assertThat(new int[] {
                    pace.grant(0, 0, 9, 100 * SECOND),
                    pace.grant(1, 0, 9, 100 * SECOND),
                    pace.grant(2, 0, 9, 100 * SECOND),
                    pace.grant(0, 3, 9, 100 * SECOND),
                    pace.grant(0, 0, 2, 100 * SECOND),
                })
                .containsExactly(4, 3, 3, 1, 2);
        assertThat(pace.intendedNanos(2, 1, 100 * SECOND)).isEqualTo(5 * SECOND / 10);
    }

    @Test
    void whatABrokenConnectionWasYetToSendIsUnsentAndNotWaitedFor() {
        OpenPace pace = new OpenPace(0, SECOND, Long.MAX_VALUE, 10, 2);
        pace.leave(1, 2);
        assertThat(pace.owed(7)).isZero();
        assertThat(pace.unsent(7)).isEqualTo(3);
    }

    @Test
    void afterAStopNothingMoreIsDue() {
        OpenPace pace = new OpenPace(0, SECOND, Long.MAX_VALUE, 10, 2);
        pace.stop(SECOND / 2);
        assertThat(pace.due(SECOND)).isEqualTo(6);
        assertThat(pace.isOver(SECOND / 2)).isTrue();
    }

    /// The clock goes in steps of a tenth of a millisecond; an answer takes one step, in a closed loop too.
    private static void stallInTheMiddle(OneFlow one) {
        List<String> waiting = List.of();
        while (!one.pace.isOver(one.nowNanos) || one.tally.open() > 0 || one.pace.owed(one.tally.granted) > 0) {
            boolean stalled = one.nowNanos >= STALL_FROM && one.nowNanos < STALL_TO;
            if (!stalled) {
                one.receive(String.join("", waiting));
                waiting = List.of();
            }
            List<String> more = one.takeLines();
            waiting = more.isEmpty()
                    ? waiting
                    : Stream.concat(waiting.stream(), more.stream()).toList();
            one.nowNanos += MILLI / 10;
        }
    }
}
