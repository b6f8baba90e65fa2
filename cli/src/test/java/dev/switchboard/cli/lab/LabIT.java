package dev.switchboard.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.switchboard.lab.Experiment;
import dev.switchboard.lab.Lab;
import dev.switchboard.testkit.Command.Result;
import dev.switchboard.testkit.SwitchboardProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The experiments as users run them: every finding is a test.
class LabIT {
    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicContainer> everyFindingIsAsPredicted() {
        return Lab.experiments().stream().map(experiment -> findings(experiment, experiment.standardModel()));
    }

    @TestFactory
    @Tag("nightly")
    Stream<DynamicContainer> underEveryModel() {
        return Lab.experiments().stream()
                .filter(Experiment::dependsOnModel)
                .flatMap(experiment -> Lab.MODELS.stream()
                        .filter(model -> !model.equals(experiment.standardModel()))
                        .map(model -> findings(experiment, model)));
    }

    @Test
    @Tag("nightly")
    @Tag("root")
    void allOfThemTogetherComeOutAsPredicted() throws IOException {
        Result result = SwitchboardProcess.run("lab", "run", "all");
        assertThat(result.exitCode()).as(result.out()).isZero();
    }

    private DynamicContainer findings(Experiment experiment, String model) {
        String name = experiment.name() + " " + model;
        return DynamicContainer.dynamicContainer(name, tests(experiment.name(), model));
    }

    private Stream<DynamicTest> tests(String experiment, String model) {
        Path json = directory.resolve(experiment + "-" + model + ".json");
        Result result;
        try {
            result = SwitchboardProcess.run("lab", "run", experiment, "--model", model, "--json", json.toString());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(result.err()).isEmpty();
        List<LabFindings.Finding> findings = LabFindings.read(json);
        DynamicTest code = dynamicTest(
                "the exit code says so",
                () -> assertThat(result.exitCode()).as(result.out()).isEqualTo(exitCode(findings)));
        DynamicTest named = dynamicTest(
                "origins.md names findings that exist",
                () -> assertThat(findings.stream().map(LabFindings.Finding::what))
                        .containsAll(OriginsPage.findingsOf(experiment)));
        return Stream.concat(
                findings.stream().map(LabIT::test),
                isStandard(experiment, model) ? Stream.of(code, named) : Stream.of(code));
    }

    private static boolean isStandard(String experiment, String model) {
        return Lab.experiment(experiment).orElseThrow().standardModel().equals(model);
    }

    private static int exitCode(List<LabFindings.Finding> findings) {
        if (findings.stream().anyMatch(finding -> Boolean.FALSE.equals(finding.ok()))) {
            return 1;
        }
        return findings.stream().anyMatch(finding -> finding.ok() == null) ? 3 : 0;
    }

    private static DynamicTest test(LabFindings.Finding finding) {
        return dynamicTest(finding.scene() + ": " + finding.what(), () -> {
            Assumptions.assumeTrue(finding.ok() != null, "not run: " + finding.observed());
            assertThat(finding.ok()).as(finding.toString()).isTrue();
        });
    }
}
