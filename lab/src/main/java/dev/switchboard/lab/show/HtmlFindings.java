package dev.switchboard.lab.show;

import dev.switchboard.lab.record.Finding;
import dev.switchboard.lab.record.Report;
import java.util.List;

/// Findings as tables; each mark has its words for those who do not see it.
final class HtmlFindings {
    private HtmlFindings() {}

    static String table(List<Finding> findings) {
        StringBuilder html = new StringBuilder("<table class=\"findings\">\n<thead><tr><th scope=\"col\">Outcome</th>"
                + "<th scope=\"col\">Finding</th><th scope=\"col\">Expected</th><th scope=\"col\">Observed</th></tr>"
                + "</thead>\n<tbody>\n");
        for (Finding finding : findings) {
            Mark mark = Mark.of(finding);
            html.append("<tr class=\"%s\"><td>%s</td><th scope=\"row\">%s<small>%s</small></th>"
                    .formatted(style(mark), mark(mark), Escaped.html(finding.what()), Escaped.html(finding.scene())));
            html.append("<td data-label=\"Expected\">%s</td><td data-label=\"%s\">%s</td></tr>\n"
                    .formatted(
                            Escaped.html(finding.expected()),
                            mark == Mark.DASH ? "Not run" : "Observed",
                            Escaped.html(finding.observed())));
        }
        return html.append("</tbody>\n</table>\n").toString();
    }

    /// One experiment's findings under several models.
    static String comparison(List<Report> reports) {
        StringBuilder html = new StringBuilder("<div class=\"box\" role=\"region\" tabindex=\"0\" "
                + "aria-label=\"Findings by model\">\n"
                + "<table class=\"models\">\n<thead><tr><th scope=\"col\">Finding</th>");
        reports.forEach(report -> html.append("<th scope=\"col\">")
                .append(Escaped.html(report.model()))
                .append("</th>"));
        html.append("</tr></thead>\n<tbody>\n");
        for (Comparison comparison : Comparison.of(reports)) {
            html.append("<tr><th scope=\"row\">%s<small>%s</small></th>"
                    .formatted(Escaped.html(comparison.what()), Escaped.html(comparison.scene())));
            for (Finding finding : comparison.findings()) {
                html.append(finding == null ? "<td></td>" : cell(finding));
            }
            html.append("</tr>\n");
        }
        return html.append("</tbody>\n</table>\n</div>\n").toString();
    }

    private static String cell(Finding finding) {
        Mark mark = Mark.of(finding);
        return "<td class=\"%s\">%s %s</td>".formatted(style(mark), mark(mark), Escaped.html(finding.observed()));
    }

    private static String mark(Mark mark) {
        return "<span class=\"mark\" aria-hidden=\"true\">%s</span><span class=\"words\">%s</span>"
                .formatted(mark.sign(), mark.words());
    }

    static String style(Mark mark) {
        return switch (mark) {
            case TICK -> "tick";
            case CROSS -> "cross";
            case DASH -> "dash";
        };
    }
}
