package dev.switchboard.lab.show;

import static dev.switchboard.lab.show.Reports.finding;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.lab.record.Finding;
import dev.switchboard.lab.record.Report;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModelsTableTest {
    @Test
    void sixModelsStandBesideEachOtherIn80Columns() throws IOException {
        List<Report> reports = Stream.of("single", "pool", "thread", "process", "select", "virtual")
                .map(Reports::full)
                .toList();
        List<String> lines = print(reports).lines().toList();
        assertThat(lines).allSatisfy(line -> assertThat(Columns.of(line)).isLessThanOrEqualTo(80));
        assertThat(lines.getFirst().strip().split(" +"))
                .containsExactly("single", "pool", "thread", "process", "select", "virtual");
        assertThat(lines).anyMatch(line -> line.contains("the second send") && line.split("✗ 27").length == 6);
    }

    @Test
    void aFindingThatOneModelLacksLeavesItsCellEmpty() throws IOException {
        Report one = with("single", finding("who waits", "B", Finding.Outcome.AS_PREDICTED));
        Report other = with(
                "thread",
                finding("who waits", "nobody", Finding.Outcome.OTHERWISE),
                finding("threads", "needs root", Finding.Outcome.NOT_RUN));
        assertThat(lines(one, other))
                .startsWith("single thread", "killed", "who waits ✓ B ✗ nobody", "threads – needs root", "");
    }

    @Test
    void belowStandsWhatWasOtherwiseOrNotRunWithEachModelsTotals() throws IOException {
        Report one = with("single", finding("who waits", "B", Finding.Outcome.AS_PREDICTED));
        Report other = with(
                "thread",
                finding("who waits", "nobody", Finding.Outcome.OTHERWISE),
                finding("threads", "needs root", Finding.Outcome.NOT_RUN));
        assertThat(lines(one, other))
                .endsWith(
                        "",
                        "✗ thread: who waits",
                        "expected: 0 (end)",
                        "observed: nobody",
                        "– thread: threads (not run: needs root)",
                        "",
                        "blocking, single: 1 of 1 as predicted",
                        "blocking, thread: 0 of 2 as predicted, 1 otherwise, 1 not run");
    }

    @Test
    void whatIsTheSameUnderSeveralModelsStandsThereOnce() throws IOException {
        Finding nobody = finding("who waits", "nobody", Finding.Outcome.OTHERWISE);
        Finding root = finding("threads", "needs root", Finding.Outcome.NOT_RUN);
        assertThat(lines(
                        with("single", finding("who waits", "B", Finding.Outcome.OTHERWISE), root),
                        with("pool", nobody, root),
                        with("thread", nobody, root)))
                .containsSubsequence(
                        "✗ single: who waits",
                        "observed: B",
                        "✗ pool, thread: who waits",
                        "observed: nobody",
                        "– threads (not run: needs root)")
                .containsOnlyOnce("✗ pool, thread: who waits", "– threads (not run: needs root)");
    }

    @Test
    void aNoteNamesTheModelsWhichItIsAbout() throws IOException {
        assertThat(lines(noted("single", "no segments", "66 clients"), noted("thread", "no segments")))
                .containsSubsequence(
                        "note: no segments", "note: single: 66 clients", "blocking, single: 0 of 0 as predicted");
    }

    private static Report with(String model, Finding... findings) {
        return new Report("blocking", model, "6.1", "Who waits?", List.of(), List.of(findings), List.of());
    }

    private static Report noted(String model, String... notes) {
        return new Report("blocking", model, "6.1", "Who waits?", List.of(), List.of(), List.of(notes));
    }

    private static List<String> lines(Report... reports) throws IOException {
        return print(List.of(reports))
                .lines()
                .map(line -> line.strip().replaceAll(" +", " "))
                .toList();
    }

    private static String print(List<Report> reports) throws IOException {
        StringBuilder text = new StringBuilder();
        new ModelsTable(80, false).print(reports, text);
        return text.toString();
    }
}
