package dev.switchboard.lab.show;

import dev.switchboard.lab.record.Finding;
import dev.switchboard.lab.record.Report;
import java.util.ArrayList;
import java.util.List;

/// What became of several runs, a line each and one for all: `crash (virtual): 66 of 66 as predicted`.
public final class Totals {
    private Totals() {}

    /// The lines, without an end to the last.
    public static String of(List<Report> reports) {
        StringBuilder lines = new StringBuilder();
        List<Finding> all = new ArrayList<>();
        for (Report report : reports) {
            String model = report.model().isEmpty() ? "" : " (" + report.model() + ")";
            lines.append(report.experiment())
                    .append(model)
                    .append(": ")
                    .append(Mark.totals(report.findings()))
                    .append('\n');
            all.addAll(report.findings());
        }
        return lines.append("all: ").append(Mark.totals(all)).toString();
    }
}
