package dev.switchboard.lab.show;

import dev.switchboard.lab.record.Finding;
import dev.switchboard.lab.record.Report;
import dev.switchboard.lab.record.Scene;
import java.io.IOException;
import java.util.List;

/// A report as text for a terminal: each scene's time line in two columns with the kernel between them, the
/// findings, the notes, and a line of totals.
public final class Timeline {
    /// Narrower does not hold two states between two columns.
    public static final int WIDTH_MIN = 80;

    private static final int LINES_MAX = 20;

    private final int width;
    private final boolean colour;

    /// @param width columns of the terminal; less than [#WIDTH_MIN] is taken for that. No line is wider
    /// @param colour whether to write ANSI colours
    public Timeline(int width, boolean colour) {
        this.width = Math.max(WIDTH_MIN, width);
        this.colour = colour;
    }

    /// Writes the report, each line ended with LF.
    ///
    /// @throws IOException what the appendable throws
    public void print(Report report, Appendable to) throws IOException {
        wrapped(heading(report), 0, Ink.BOLD, to);
        wrapped(Escaped.line(report.question()), 0, Ink.PLAIN, to);
        for (Scene scene : report.scenes()) {
            line("", to);
            wrapped(Escaped.line(scene.title()), 0, Ink.BOLD, to);
            if (!scene.entries().isEmpty()) {
                for (String line : new SceneText(scene, width, colour).lines()) {
                    line(line, to);
                }
            }
        }
        line("", to);
        for (String line : new FindingsText(width, colour).lines(report.findings())) {
            line(line, to);
        }
        for (String note : report.notes()) {
            wrapped("note: " + Escaped.line(note), 2, Ink.FAINT, to);
        }
        line("", to);
        wrapped(Escaped.line(report.experiment()) + ": " + Mark.totals(report.findings()), 0, ink(report), to);
    }

    static String heading(Report report) {
        String model = report.model().isEmpty() ? "" : " · model " + Escaped.line(report.model());
        return Escaped.line(report.experiment()) + model + " · Linux " + Escaped.line(report.kernel());
    }

    static Ink ink(Report report) {
        boolean allRun = report.findings().stream().noneMatch(finding -> finding.outcome() == Finding.Outcome.NOT_RUN);
        if (!report.isAsPredicted()) {
            return Ink.BAD;
        }
        return allRun ? Ink.GOOD : Ink.WARN;
    }

    private void wrapped(String text, int column, Ink ink, Appendable to) throws IOException {
        List<String> lines = Columns.wrap(text, width - column, LINES_MAX);
        for (String line : lines) {
            line(new TextLine(colour).at(column, line, ink).toString(), to);
        }
    }

    private static void line(String line, Appendable to) throws IOException {
        to.append(line).append('\n');
    }
}
