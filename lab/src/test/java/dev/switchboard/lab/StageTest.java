package dev.switchboard.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.lab.record.Finding;
import dev.switchboard.lab.record.Report;
import dev.switchboard.lab.record.Scene;
import org.junit.jupiter.api.Test;

class StageTest {
    @Test
    void aFindingIsAsPredictedOnlyWhenItsPredictionHolds() throws InterruptedException {
        Report report = Played.run(stage -> {
            stage.finding("the recv", Expected.is("0 (end)"), "0 (end)");
            stage.finding("the send", Expected.is("EPIPE"), "ECONNRESET");
            stage.finding("how soon", Expected.atMost(10, "ms"), Expected.number(10.1, "ms"));
        });
        assertThat(report.findings())
                .containsExactly(
                        new Finding("only", "the recv", "0 (end)", "0 (end)", Finding.Outcome.AS_PREDICTED),
                        new Finding("only", "the send", "EPIPE", "ECONNRESET", Finding.Outcome.OTHERWISE),
                        new Finding("only", "how soon", "at most 10 ms", "10.1 ms", Finding.Outcome.OTHERWISE));
        assertThat(report.isAsPredicted()).isFalse();
    }

    @Test
    void whatWasNotTriedIsNeitherRightNorWrong() throws InterruptedException {
        Report report = Played.run(stage -> stage.notRun("the cable", Expected.is("ETIMEDOUT"), "needs root"));
        assertThat(report.findings())
                .containsExactly(new Finding("only", "the cable", "ETIMEDOUT", "needs root", Finding.Outcome.NOT_RUN));
        assertThat(report.isAsPredicted()).isTrue();
    }

    @Test
    void entriesAndFindingsBelongToTheSceneInWhichTheyCame() throws InterruptedException {
        Report report = Played.run(stage -> {
            stage.recorder().act("first");
            stage.scene("next");
            stage.recorder().act("second");
            stage.finding("acts seen", Expected.is("1"), stage.seen().entries().size());
        });
        assertThat(report.scenes()).extracting(Scene::title).containsExactly("only", "next");
        assertThat(report.scenes()).allMatch(scene -> scene.entries().size() == 1);
        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.scene()).isEqualTo("next");
            assertThat(finding.outcome()).isEqualTo(Finding.Outcome.AS_PREDICTED);
        });
    }

    @Test
    void theReportNamesTheModelOnlyWhereItMakesADifference() throws InterruptedException {
        assertThat(Played.run(stage -> {}).model()).isEqualTo("select");
        assertThat(Played.run(false, stage -> {}).model()).isEmpty();
    }
}
