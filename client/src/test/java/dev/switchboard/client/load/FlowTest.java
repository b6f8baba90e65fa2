package dev.switchboard.client.load;

import static dev.switchboard.client.load.OneFlow.SECOND;
import static dev.switchboard.client.load.OneFlow.bytes;
import static dev.switchboard.client.load.OneFlow.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Messages out and answers in, of good servers and of bad ones.
class FlowTest {
    private static final int BYTES = 40;
    private static final int SEVERAL = 4;

    @ParameterizedTest
    @EnumSource
    void answersAreUnderstoodHoweverTheyAreSplit(Replying server) {
        byte[] answers = bytes(server.to(flow(server).takeLines()));
        for (int first = 0; first <= answers.length; first++) {
            for (int second = first; second <= Math.min(answers.length, first + 60); second += 7) {
                OneFlow one = flow(server);
                one.takeAll();
                one.receive(Arrays.copyOfRange(answers, 0, first));
                one.receive(Arrays.copyOfRange(answers, first, second));
                one.receive(Arrays.copyOfRange(answers, second, answers.length));

                assertThat(one.tally.counts())
                        .as("split at %d and %d", first, second)
                        .isEqualTo(new LoadCounts(SEVERAL, SEVERAL, 0, 0, 0, 0, 0));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ECHO", "STAMPED_LINES", "STAMPED_READS"})
    void echoesAreUnderstoodByteByByteAndOverManyRounds(Replying server) {
        OneFlow one = new OneFlow(server.protocol, BYTES, 64, 5_000);
        for (List<String> sent = one.takeLines(); !sent.isEmpty(); sent = one.takeLines()) {
            for (byte octet : bytes(server.to(sent))) {
                one.receive(new byte[] {octet});
            }
        }
        assertThat(one.tally.counts()).isEqualTo(new LoadCounts(5_000, 5_000, 0, 0, 0, 0, 0));
    }

    @Test
    void linesHaveTheirSizeAndAreAllDifferent() {
        assertThat(new OneFlow(LoadProtocol.ECHO, BYTES, 1_000, 1_000).takeLines())
                .hasSize(1_000)
                .doesNotHaveDuplicates()
                .allMatch(line -> line.length() == BYTES && line.matches("[0-9A-Za-z]+\n"));
        assertThat(new OneFlow(LoadProtocol.LINES, BYTES, 9, 9).takeLines())
                .allMatch(line -> line.length() == BYTES + 1);
        assertThat(new OneFlow(LoadProtocol.SYSLOG, BYTES, 9, 9).takeLines())
                .allMatch(line -> line.length() == BYTES + 1 && line.startsWith("<14>Nov 21 "));
        assertThat(text(new OneFlow(LoadProtocol.RELP, BYTES, 2, 2).takeAll()))
                .matches("2 syslog 40 <14>.*\n3 syslog 40 <14>.*\n");
        assertThat(new OneFlow(LoadProtocol.ECHO, 2, 9, 9).takeLines()).allMatch(line -> line.length() == 2);
    }

    @Test
    void noMoreIsUnansweredThanTheWindowHolds() {
        OneFlow one = new OneFlow(LoadProtocol.ECHO, BYTES, 3, 100);
        List<String> sent = one.takeLines();
        assertThat(sent).hasSize(3);
        assertThat(one.takeLines()).isEmpty();
        one.receive(sent.get(0));
        assertThat(one.takeLines()).hasSize(1);
    }

    @Test
    void whereNothingAnswersWhatIsWrittenCounts() {
        OneFlow one = new OneFlow(LoadProtocol.SYSLOG, BYTES, 1, 10_000);
        assertThat(new HashSet<>(one.takeLines())).hasSizeGreaterThan(1_000);
        assertThat(one.tally.counts()).isEqualTo(new LoadCounts(10_000, 10_000, 0, 0, 0, 0, 0));
        one.receive("hello\n");
        assertThat(one.tally.wrong).isEqualTo(1);
    }

    @Test
    void latencyIsFromWhenThereWasRoomUntilTheAnswerWasRead() {
        OneFlow one = new OneFlow(LoadProtocol.ECHO, BYTES, 1, 2);
        for (long nanos : new long[] {2_000_000, 8_000_000}) {
            List<String> sent = one.takeLines();
            one.nowNanos += nanos;
            one.receive(sent.get(0));
        }
        assertThat(one.tally.latencies.count()).isEqualTo(2);
        assertThat(one.tally.latencies.nanosAt(50)).isBetween(1_990_000L, 2_010_000L);
        assertThat(one.tally.latencies.maxNanos()).isBetween(7_990_000L, 8_010_000L);
    }

    @Test
    void whatWasNeverAnsweredIsLostAndALateAnswerIsUnasked() {
        OneFlow one = new OneFlow(LoadProtocol.ECHO, BYTES, SEVERAL, SEVERAL);
        List<String> sent = one.takeLines();
        one.receive(sent.get(0) + sent.get(1).substring(0, 5));
        one.flow.giveUp();
        assertThat(one.tally.counts()).isEqualTo(new LoadCounts(4, 1, 3, 0, 0, 0, 0));
        one.receive(sent.get(1));
        assertThat(one.tally.wrong).isEqualTo(1);
        assertThat(one.tally.open()).isZero();
    }

    @Test
    void aBrokenConnectionLosesWhatIsUnansweredAndSendsNoMore() {
        OneFlow one = new OneFlow(LoadProtocol.ECHO, BYTES, SEVERAL, 100);
        one.takeAll();
        one.flow.broken("reset");
        one.nowNanos += SECOND / 10;
        assertThat(one.tally.counts()).isEqualTo(new LoadCounts(4, 0, 4, 0, 0, 1, 0));
        assertThat(one.tally.fault()).isEqualTo("reset");
        assertThat(one.takeAll()).isEmpty();
    }

    private static OneFlow flow(Replying server) {
        return new OneFlow(server.protocol, BYTES, SEVERAL, SEVERAL);
    }
}
