package dev.switchboard.lab.show;

import dev.switchboard.lab.record.Party;
import dev.switchboard.lab.record.Scene;
import java.util.List;
import java.util.stream.Collectors;

/// A scene as an SVG sequence diagram: time runs down, a life line for each client and one for the server.
final class Diagram {
    private final Rows rows;
    private final Layout layout;
    private final Scene scene;
    private final StringBuilder out = new StringBuilder();
    private final Svg svg = new Svg(out);

    Diagram(Scene scene, Rows rows) {
        this.scene = scene;
        this.rows = rows;
        this.layout = new Layout(rows);
    }

    String svg() {
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 %d %d\""
                .formatted(layout.width(), layout.height()));
        out.append(" style=\"max-width:%dpx;min-width:%dpx\">\n".formatted(layout.width(), layout.width() * 3 / 4));
        out.append("<title>").append(Escaped.html(scene.title())).append("</title>\n");
        out.append("<desc>A sequence diagram; the same is below as text.</desc>\n");
        lifeLines();
        DiagramStates states = new DiagramStates(rows, layout, svg);
        states.draw();
        gaps();
        new DiagramCalls(rows, layout, svg).draw(Matches.of(scene));
        states.write();
        for (int i = 0; i < rows.rows().size(); i++) {
            Row row = rows.rows().get(i);
            svg.text("time", "end", Layout.TIME - 8, layout.base(i), Times.millis(row.nanos()));
            for (Item item : row.items()) {
                draw(i, item);
            }
        }
        return out.append("</svg>\n").toString();
    }

    private void lifeLines() {
        svg.text("time", "end", Layout.TIME - 8, 18, "ms");
        for (int i = 0; i < layout.columns(); i++) {
            int x = layout.bars(i);
            svg.text("name", "end", layout.inner(i), 18, Columns.cut(layout.name(i), Layout.LABEL_CHARS));
            svg.line("life", x + Bars.WIDTH / 2, 26, x + Bars.WIDTH / 2, layout.height() - 2);
        }
        int x = layout.serverBarsAt();
        List<Party> servers = rows.cast().servers();
        String names = servers.stream().map(Party::name).map(Escaped::line).collect(Collectors.joining(", "));
        svg.text("name", "start", x, 18, Columns.cut(names.isEmpty() ? "server" : names, Layout.LABEL_CHARS));
        svg.line("life", x + Bars.WIDTH / 2, 26, x + Bars.WIDTH / 2, layout.height() - 2);
    }

    private void gaps() {
        for (int i = 0; i < rows.rows().size(); i++) {
            long gap = layout.gap(i);
            if (gap > 0) {
                int y = layout.top(i) - 22;
                String text = Times.duration(gap) + " later";
                svg.rect("gap", 0, y, layout.width(), 14, text);
                svg.text("later", "middle", layout.centre(), y + 11, "⋮ " + text + " ⋮");
            }
        }
    }

    private void draw(int row, Item item) {
        switch (item) {
            case Item.Arrow arrow -> draw(row, arrow);
            case Item.Act act -> {
                svg.line("act", Layout.TIME, layout.middle(row), layout.width(), layout.middle(row));
                across("acttext", row, act.text());
            }
            case Item.Call call -> sideText(call.call().hasFailed() ? "call bad" : "call", row, call);
            case Item.Said said -> sideText("said", row, said);
            case Item.More more -> {
                switch (more.lane()) {
                    case CLIENT, SERVER -> sideText("more", row, more);
                    case MIDDLE -> svg.text("more", "middle", layout.centre(), layout.base(row), more.text());
                    case ALL -> across("more", row, more.text());
                }
            }
            case Item.States _ -> {} // written already
        }
    }

    private void across(String style, int row, String text) {
        int chars = (layout.width() - Layout.TIME) / 8;
        svg.label(style, "middle", layout.centre(), layout.base(row), Columns.cut(text, chars));
    }

    private void draw(int row, Item.Arrow arrow) {
        int client = layout.inner(layout.column(arrow.client()));
        int server = layout.serverBarsAt();
        int y = layout.middle(row);
        String style = arrow.flags().contains("RST") ? "wire rst" : "wire";
        svg.arrow(style, arrow.toServer() ? client : server, y, arrow.toServer() ? server : client, y);
        svg.label("label", "middle", layout.centre(), layout.base(row), Columns.cut(arrow.text(), Layout.LABEL_CHARS));
    }

    private void sideText(String style, int row, Item item) {
        boolean atServer = item.lane() == Lane.SERVER;
        int x = atServer ? layout.serverLabels() : layout.labels(layout.column(item.client())) + Layout.LABEL;
        int y = layout.base(row);
        for (String line : Layout.wrapped(item.text())) {
            svg.text(style, atServer ? "start" : "end", x, y, line);
            y += Layout.LINE;
        }
    }
}
