package dev.switchboard.lab.show;

import dev.switchboard.lab.record.Report;
import dev.switchboard.lab.record.Scene;
import java.util.LinkedHashSet;
import java.util.Set;

/// One report as a section of a page: what was asked and found, then each scene's diagram.
final class HtmlReport {
    private HtmlReport() {}

    /// @param id of the section; those of its scenes begin with it
    static String section(Report report, String id) {
        StringBuilder html = new StringBuilder("<section id=\"%s\">\n<h1>%s</h1>\n<p class=\"question\">%s</p>\n"
                .formatted(id, Escaped.html(title(report)), Escaped.html(report.question())));
        html.append("<p class=\"run\">");
        if (!report.model().isEmpty()) {
            html.append("Model <b>").append(Escaped.html(report.model())).append("</b> · ");
        }
        html.append("Linux <b>%s</b> · <b>%s</b></p>\n"
                .formatted(Escaped.html(report.kernel()), Mark.totals(report.findings())));
        if (!report.findings().isEmpty()) {
            html.append("<h2>Findings</h2>\n").append(HtmlFindings.table(report.findings()));
        }
        if (!report.notes().isEmpty()) {
            html.append("<h2>Notes</h2>\n<ul>\n");
            report.notes().forEach(note -> html.append("<li>%s</li>\n".formatted(Escaped.html(note))));
            html.append("</ul>\n");
        }
        int number = 0;
        for (Scene scene : report.scenes()) {
            number++;
            html.append(scene(scene, id + "-" + number));
        }
        return html.append("</section>\n").toString();
    }

    static String title(Report report) {
        return report.model().isEmpty() ? report.experiment() : report.experiment() + " (" + report.model() + ")";
    }

    private static String scene(Scene scene, String id) {
        StringBuilder html = new StringBuilder("<h2 id=\"%s\">%s</h2>\n".formatted(id, Escaped.html(scene.title())));
        if (scene.entries().isEmpty()) {
            return html.toString();
        }
        Rows rows = Rows.of(scene);
        html.append("<figure aria-labelledby=\"%s\">\n".formatted(id));
        html.append("<div class=\"box\" role=\"region\" tabindex=\"0\" aria-labelledby=\"%s\">\n".formatted(id));
        html.append(new Diagram(scene, rows).svg()).append("</div>\n");
        html.append(legend(rows)).append("</figure>\n");
        html.append("<details><summary>The same as text</summary>\n<pre class=\"box\" tabindex=\"0\">");
        for (String line : new SceneText(scene, Timeline.WIDTH_MIN, false).lines()) {
            html.append(Escaped.html(line)).append('\n');
        }
        return html.append("</pre></details>\n").toString();
    }

    private static String legend(Rows rows) {
        Set<String> words = new LinkedHashSet<>();
        for (Row row : rows.rows()) {
            if (row.in(Lane.MIDDLE) instanceof Item.States states) {
                words.add(states.left().word());
                words.add(states.right().word());
            }
        }
        words.remove("");
        words.remove("-");
        StringBuilder html = new StringBuilder("<figcaption>");
        for (String word : words) {
            html.append("<span><i class=\"swatch %s\"></i>%s</span> ".formatted(DiagramStates.style(word), word));
        }
        html.append("<span><i class=\"swatch waits\"></i>call that waits</span>");
        if (rows.hasQueues()) {
            html.append(" <span>").append(Escaped.html(Rows.QUEUES)).append("</span>");
        }
        return html.append("</figcaption>\n").toString();
    }
}
