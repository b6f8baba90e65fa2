package dev.switchboard.lab.show;

import dev.switchboard.lab.record.Finding;
import dev.switchboard.lab.record.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One experiment under several serving models: a row a finding, a column a model, in each the mark and what was
/// observed; below, in full, what came out otherwise or was not run, the notes, and each model's totals.
public final class ModelsTable {
    private static final int WHAT_MIN = 20;
    private static final int WHAT_MAX = 40;
    /// Holds `virtual` and `process`; with more models than fit so, the table is wider than the terminal.
    private static final int MODEL_MIN = 8;

    private static final int LINES_MAX = 4;

    private final int width;
    private final boolean colour;

    /// @param width columns of the terminal; less than [Timeline#WIDTH_MIN] is taken for that
    /// @param colour whether to write ANSI colours
    public ModelsTable(int width, boolean colour) {
        this.width = Math.max(Timeline.WIDTH_MIN, width);
        this.colour = colour;
    }

    /// Writes the table and what is below it, each line ended with LF.
    ///
    /// @param reports of one experiment, one a model
    /// @throws IOException what the appendable throws
    public void print(List<Report> reports, Appendable to) throws IOException {
        int model = Math.max(MODEL_MIN, (width - WHAT_MIN) / Math.max(1, reports.size()) - 1);
        int what = Math.clamp(width - (long) reports.size() * (model + 1), WHAT_MIN, WHAT_MAX);
        TextLine head = new TextLine(colour);
        for (int i = 0; i < reports.size(); i++) {
            String name = Columns.cut(Escaped.line(reports.get(i).model()), model);
            head.at(what + 1 + i * (model + 1), name, Ink.BOLD);
        }
        to.append(head.toString()).append('\n');
        String scene = null;
        for (Comparison comparison : Comparison.of(reports)) {
            if (!Objects.equals(scene, comparison.scene())) {
                scene = comparison.scene();
                String title = Columns.cut(Escaped.line(scene), width);
                to.append(Ink.BOLD.paint(title, colour)).append('\n');
            }
            print(comparison, what, model, to);
        }
        for (String line : new BelowTable(reports, width, colour).lines()) {
            to.append(line).append('\n');
        }
    }

    private void print(Comparison comparison, int what, int model, Appendable to) throws IOException {
        List<List<String>> cells = new ArrayList<>();
        cells.add(Columns.wrap(Escaped.line(comparison.what()), what - 2, LINES_MAX));
        for (Finding finding : comparison.findings()) {
            cells.add(Columns.wrap(text(finding), model, LINES_MAX));
        }
        int height = cells.stream().mapToInt(List::size).max().orElse(0);
        for (int line = 0; line < height; line++) {
            TextLine text = new TextLine(colour);
            for (int i = 0; i < cells.size(); i++) {
                List<String> cell = cells.get(i);
                int column = i == 0 ? 2 : what + 1 + (i - 1) * (model + 1);
                Ink ink = i == 0 ? Ink.PLAIN : ink(comparison.findings().get(i - 1));
                text.at(column, line < cell.size() ? cell.get(line) : "", ink);
            }
            to.append(text.toString()).append('\n');
        }
    }

    private static String text(@Nullable Finding finding) {
        if (finding == null) {
            return "";
        }
        return Mark.of(finding).sign() + " " + Escaped.line(finding.observed());
    }

    private static Ink ink(@Nullable Finding finding) {
        return finding == null ? Ink.PLAIN : Mark.of(finding).ink();
    }
}
