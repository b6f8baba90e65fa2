package dev.switchboard.lab.show;

import dev.switchboard.lab.record.Finding;
import dev.switchboard.lab.record.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the cells of a table of models have no room for. What is the same for several models is there once, with
/// their names.
final class BelowTable {
    private static final int LINES_MAX = 20;

    private final List<Report> reports;
    private final int width;
    private final boolean colour;

    BelowTable(List<Report> reports, int width, boolean colour) {
        this.reports = reports;
        this.width = width;
        this.colour = colour;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        List<Finding> findings = Comparison.of(reports).stream()
                .flatMap(comparison -> notAsPredicted(comparison).stream())
                .toList();
        if (!findings.isEmpty()) {
            lines.add("");
            lines.addAll(new FindingsText(width, colour).lines(findings));
        }
        Map<String, List<String>> notes = notes();
        if (!notes.isEmpty()) {
            lines.add("");
            notes.forEach((note, models) -> wrap(lines, 2, "note: " + of(models) + Escaped.line(note), Ink.FAINT));
        }
        lines.add("");
        for (Report report : reports) {
            String name = report.model().isEmpty() ? report.experiment() : report.experiment() + ", " + report.model();
            wrap(lines, 0, Escaped.line(name) + ": " + Mark.totals(report.findings()), Timeline.ink(report));
        }
        return lines;
    }

    /// One for each way in which it was not as predicted, named with the models that went this way.
    private List<Finding> notAsPredicted(Comparison comparison) {
        Map<Finding, List<String>> ways = new LinkedHashMap<>();
        for (int i = 0; i < reports.size(); i++) {
            @Nullable Finding finding = comparison.findings().get(i);
            if (finding != null && finding.outcome() != Finding.Outcome.AS_PREDICTED) {
                ways.computeIfAbsent(finding, _ -> new ArrayList<>())
                        .add(reports.get(i).model());
            }
        }
        return ways.entrySet().stream()
                .map(way -> named(way.getKey(), of(way.getValue())))
                .toList();
    }

    private static Finding named(Finding finding, String models) {
        return new Finding(
                finding.scene(), models + finding.what(), finding.expected(), finding.observed(), finding.outcome());
    }

    private Map<String, List<String>> notes() {
        Map<String, List<String>> notes = new LinkedHashMap<>();
        for (Report report : reports) {
            report.notes()
                    .forEach(note ->
                            notes.computeIfAbsent(note, _ -> new ArrayList<>()).add(report.model()));
        }
        return notes;
    }

    /// Nothing when it is so under every model.
    private String of(List<String> models) {
        return models.size() == reports.size()
                ? ""
                : models.stream().map(Escaped::line).collect(Collectors.joining(", ", "", ": "));
    }

    private void wrap(List<String> lines, int column, String text, Ink ink) {
        for (String line : Columns.wrap(text, width - column, LINES_MAX)) {
            lines.add(new TextLine(colour).at(column, line, ink).toString());
        }
    }
}
