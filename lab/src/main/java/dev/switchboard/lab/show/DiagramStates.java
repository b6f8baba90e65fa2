package dev.switchboard.lab.show;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The states of a diagram: a bar at each end of a connection, its colour the state, and the state's name
/// beside it wherever something changed.
final class DiagramStates {
    private record Since(int y, End end) {}

    private final Rows rows;
    private final Layout layout;
    private final Svg svg;
    private final Map<Link, Since> atClients = new HashMap<>();
    private final Map<Link, Since> atServer = new HashMap<>();

    DiagramStates(Rows rows, Layout layout, Svg svg) {
        this.rows = rows;
        this.layout = layout;
        this.svg = svg;
    }

    /// The style's class for a state.
    static String style(String word) {
        return "s-" + word.toLowerCase(Locale.ROOT);
    }

    /// The bars.
    void draw() {
        for (int i = 0; i < rows.rows().size(); i++) {
            if (rows.rows().get(i).in(Lane.MIDDLE) instanceof Item.States states) {
                int y = layout.top(i) + 2;
                change(atClients, true, states, states.left(), y);
                change(atServer, false, states, states.right(), y);
            }
        }
        int bottom = layout.height() - 2;
        atClients.forEach((link, since) -> bar(link, true, since, bottom));
        atServer.forEach((link, since) -> bar(link, false, since, bottom));
    }

    /// The names, over whatever arrows run there.
    void write() {
        for (int i = 0; i < rows.rows().size(); i++) {
            if (rows.rows().get(i).in(Lane.MIDDLE) instanceof Item.States states) {
                write(i, states);
            }
        }
    }

    private void change(Map<Link, Since> open, boolean atClient, Item.States states, End end, int y) {
        Since since = open.get(states.link());
        if (since == null || !since.end().word().equals(end.word())) {
            if (since != null) {
                bar(states.link(), atClient, since, y);
            }
            open.put(states.link(), new Since(y, end));
        }
    }

    private void bar(Link link, boolean atClient, Since since, int to) {
        String word = since.end().word();
        int column = layout.column(rows.cast().clientOf(link));
        Bars bars = atClient ? layout.clientBars(column) : layout.serverBars();
        int bar = bars.of(link);
        if (bar >= 0 && !word.isEmpty() && !word.equals("-")) {
            int x = (atClient ? layout.bars(column) : layout.serverBarsAt()) + bar * Bars.WIDTH;
            svg.rect("bar " + style(word), x, since.y(), Bars.WIDTH - 1, to - since.y(), word);
        }
    }

    private void write(int row, Item.States states) {
        int left = layout.inner(layout.column(states.client())) + 13;
        int right = layout.serverBarsAt() - 13;
        int y = layout.base(row);
        String label = states.text().isEmpty() ? "" : states.text() + " ";
        svg.label("state", "start", left, y, (label + states.left().state()).strip());
        svg.label("state", "end", right, y, states.right().state());
        int below = y;
        for (String detail : states.left().details()) {
            below += Layout.LINE;
            svg.label("state", "start", left, below, detail);
        }
        below = y;
        for (String detail : states.right().details()) {
            below += Layout.LINE;
            svg.label("state", "end", right, below, detail);
        }
    }
}
