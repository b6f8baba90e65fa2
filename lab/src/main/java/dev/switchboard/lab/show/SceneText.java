package dev.switchboard.lab.show;

import dev.switchboard.lab.record.Party;
import dev.switchboard.lab.record.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// One scene as lines: time, client, kernel, server.
final class SceneText {
    private static final int TIME = 8;
    private static final int GAP = 1;

    private final Rows rows;
    private final boolean colour;
    private final Cells cells;
    private final int width;
    private final int middleAt;
    private final int serverAt;

    SceneText(Scene scene, int width, boolean colour) {
        this.rows = Rows.of(scene);
        this.colour = colour;
        this.width = width;
        boolean labelled = rows.cast().clients().size() > 1;
        int middle = Cells.middle(labelled);
        int side = (width - TIME - 3 * GAP - middle) / 2;
        this.cells = new Cells(side, labelled);
        this.middleAt = TIME + GAP + side + GAP;
        this.serverAt = middleAt + middle + GAP;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(new TextLine(colour)
                .at(0, Columns.right("ms", TIME), Ink.FAINT)
                .at(TIME + GAP, names(rows.cast().clients(), "client"), Ink.BOLD)
                .at(serverAt, names(rows.cast().servers(), "server"), Ink.BOLD)
                .toString());
        rows.rows().forEach(row -> add(row, lines));
        if (rows.hasQueues()) {
            lines.add(
                    new TextLine(colour).at(TIME + GAP, Rows.QUEUES, Ink.FAINT).toString());
        }
        return lines;
    }

    private String names(List<Party> parties, String otherwise) {
        String names = parties.stream().map(Party::name).map(Escaped::line).collect(Collectors.joining(", "));
        return Columns.cut(names.isEmpty() ? otherwise : names, middleAt - GAP - TIME - GAP);
    }

    private void add(Row row, List<String> lines) {
        String time = Columns.right(Times.millis(row.nanos()), TIME);
        Item all = row.in(Lane.ALL);
        if (all != null) {
            addAcross(time, all, lines);
            return;
        }
        Cell client = cells.of(row.in(Lane.CLIENT));
        Cell middle = cells.of(row.in(Lane.MIDDLE));
        Cell server = cells.of(row.in(Lane.SERVER));
        int height = Math.max(
                client.lines().size(),
                Math.max(middle.lines().size(), server.lines().size()));
        for (int i = 0; i < height; i++) {
            TextLine line = new TextLine(colour)
                    .at(0, i == 0 ? time : "", Ink.FAINT)
                    .at(TIME + GAP, client.line(i), client.ink())
                    .at(middleAt, middle.line(i), middle.ink())
                    .at(serverAt, server.line(i), server.ink());
            if (!line.toString().isEmpty()) {
                lines.add(line.toString());
            }
        }
    }

    private void addAcross(String time, Item item, List<String> lines) {
        int across = width - TIME - GAP;
        List<String> texts = Columns.wrap("— " + item.text() + " —", across, 3);
        for (int i = 0; i < texts.size(); i++) {
            lines.add(new TextLine(colour)
                    .at(0, i == 0 ? time : "", Ink.FAINT)
                    .at(TIME + GAP, Columns.centre(texts.get(i), across), Ink.BOLD)
                    .toString());
        }
    }
}
