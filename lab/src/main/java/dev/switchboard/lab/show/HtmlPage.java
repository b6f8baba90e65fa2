package dev.switchboard.lab.show;

import dev.switchboard.lab.record.Report;
import java.io.IOException;
import java.util.List;

/// Reports as one HTML page that needs nothing else: no script, font, image or style from anywhere.
public final class HtmlPage {
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

    private HtmlPage() {}

    /// Writes a page of one report.
    ///
    /// @throws IOException what the appendable throws
    public static void write(Report report, Appendable to) throws IOException {
        begin(HtmlReport.title(report) + " – Switchboard lab", to);
        to.append(HtmlReport.section(report, "r1")).append("</main>\n</body>\n</html>\n");
    }

    /// Writes a page of several, with an index; reports of one experiment under several models are compared first.
    ///
    /// @param title what they have in common
    /// @throws IOException what the appendable throws
    public static void writeAll(String title, List<Report> reports, Appendable to) throws IOException {
        begin(title + " – Switchboard lab", to);
        to.append("<nav>\n<h1>%s</h1>\n<ul class=\"index\">\n".formatted(Escaped.html(title)));
        for (int i = 0; i < reports.size(); i++) {
            Report report = reports.get(i);
            to.append("<li class=\"%s\"><a href=\"#r%d\">%s</a> <span>%s</span></li>\n"
                    .formatted(
                            HtmlFindings.style(Mark.of(report.findings())),
                            i + 1,
                            Escaped.html(HtmlReport.title(report)),
                            Mark.totals(report.findings())));
        }
        to.append("</ul>\n</nav>\n");
        boolean oneExperiment =
                reports.stream().map(Report::experiment).distinct().count() == 1;
        if (oneExperiment && reports.size() > 1) {
            to.append("<h2>By model</h2>\n").append(HtmlFindings.comparison(reports));
        }
        for (int i = 0; i < reports.size(); i++) {
            to.append(HtmlReport.section(reports.get(i), "r" + (i + 1)));
        }
        to.append("</main>\n</body>\n</html>\n");
    }

    private static void begin(String title, Appendable to) throws IOException {
        to.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        to.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        to.append("<meta http-equiv=\"Content-Security-Policy\" content=\"%s\">\n".formatted(POLICY));
        to.append("<title>%s</title>\n<style>\n".formatted(Escaped.html(title)));
        to.append(PageStyle.CSS).append("</style>\n</head>\n<body>\n<main>\n");
    }
}
