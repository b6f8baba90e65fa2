package dev.switchboard.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.lab.record.Finding;
import dev.switchboard.lab.record.Finding.Outcome;
import dev.switchboard.lab.record.Report;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunCommandTest {
    @Test
    void oneFindingThatCameOutOtherwiseIsAFailure() {
        assertThat(exitCode(report(Outcome.AS_PREDICTED), report(Outcome.NOT_RUN, Outcome.OTHERWISE)))
                .isEqualTo(1);
    }

    @Test
    void whatCouldNotBeTriedHasACodeOfItsOwn() {
        assertThat(exitCode(report(Outcome.AS_PREDICTED, Outcome.NOT_RUN), report(Outcome.AS_PREDICTED)))
                .isEqualTo(3);
    }

    @Test
    void allAsPredictedIsSuccess() {
        assertThat(exitCode(report(Outcome.AS_PREDICTED, Outcome.AS_PREDICTED))).isZero();
    }

    private static int exitCode(Report... reports) {
        return RunCommand.exitCode(List.of(reports));
    }

    private static Report report(Outcome... outcomes) {
        List<Finding> findings = Stream.of(outcomes)
                .map(outcome -> new Finding("killed", "the recv", "0 (end)", "observed", outcome))
                .toList();
        return new Report("crash", "thread", "6.1", "What is seen?", List.of(), findings, List.of());
    }
}
