package dev.switchboard.lab.show;

import dev.switchboard.lab.record.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Findings as lines: ticked with what was observed, crossed with what was expected too, or why they were not run.
final class FindingsText {
    private static final int LINES_MAX = 20;

    private final int width;
    private final boolean colour;
    private final List<String> lines = new ArrayList<>();

    FindingsText(int width, boolean colour) {
        this.width = width;
        this.colour = colour;
    }

    /// Under its scene's title, where there are several scenes.
    List<String> lines(List<Finding> findings) {
        lines.clear();
        boolean titled = findings.stream().map(Finding::scene).distinct().count() > 1;
        String scene = null;
        for (Finding finding : findings) {
            if (titled && !Objects.equals(scene, finding.scene())) {
                scene = finding.scene();
                add(0, Escaped.line(scene), Ink.BOLD);
            }
            add(finding);
        }
        return List.copyOf(lines);
    }

    private void add(Finding finding) {
        Mark mark = Mark.of(finding);
        String what = Escaped.line(finding.what());
        String observed = Escaped.line(finding.observed());
        String text = switch (mark) {
            case TICK -> what + ": " + observed;
            case CROSS -> what;
            case DASH -> what + " (not run: " + observed + ")";
        };
        List<String> wrapped = Columns.wrap(text, width - 4, LINES_MAX);
        for (int i = 0; i < wrapped.size(); i++) {
            lines.add(new TextLine(colour)
                    .at(2, i == 0 ? mark.sign() : "", mark.ink())
                    .at(4, wrapped.get(i), mark == Mark.CROSS ? Ink.BOLD : Ink.PLAIN)
                    .toString());
        }
        if (mark == Mark.CROSS) {
            add(6, "expected: " + Escaped.line(finding.expected()), Ink.PLAIN);
            add(6, "observed: " + observed, Ink.BAD);
        }
    }

    private void add(int column, String text, Ink ink) {
        for (String line : Columns.wrap(text, width - column, LINES_MAX)) {
            lines.add(new TextLine(colour).at(column, line, ink).toString());
        }
    }
}
