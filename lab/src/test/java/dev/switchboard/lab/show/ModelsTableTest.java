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
        assertThat(print(List.of(one, other)).lines().map(line -> line.strip().replaceAll(" +", " ")))
                .containsExactly("single thread", "killed", "who waits ✓ B ✗ nobody", "threads – needs root");
    }

    private static Report with(String model, Finding... findings) {
        return new Report("blocking", model, "6.1", "Who waits?", List.of(), List.of(findings), List.of());
    }

    private static String print(List<Report> reports) throws IOException {
        StringBuilder text = new StringBuilder();
        new ModelsTable(80, false).print(reports, text);
        return text.toString();
    }
}
