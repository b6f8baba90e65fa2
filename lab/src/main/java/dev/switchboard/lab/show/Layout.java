package dev.switchboard.lab.show;

import dev.switchboard.lab.record.Party;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where things stand in a diagram, in pixels. Each row gets the height that its text needs, so that nothing
/// overlaps; the time between rows is not to scale, and long ones are marked.
final class Layout {
    static final int TIME = 62;
    static final int LABEL = 192;
    static final int LABEL_CHARS = 26;
    static final int BOXES = 26;
    static final int MIDDLE = 270;
    static final int LINE = 15;

    private static final int HEAD = 34;
    private static final int PAD = 9;
    private static final int GAP = 30;
    private static final int TEXT_LINES_MAX = 6;
    private static final long GAP_NANOS = 100_000_000;
    /// More clients share one life line.
    private static final int CLIENTS_MAX = 4;

    private final Rows rows;
    private final List<Party> clients;
    private final List<Bars> clientBars = new ArrayList<>();
    private final Bars serverBars = new Bars();
    private final int[] tops;
    private final int height;

    Layout(Rows rows) {
        this.rows = rows;
        List<Party> all = rows.cast().clients();
        this.clients = all.size() > CLIENTS_MAX ? List.of() : all;
        for (int i = 0; i < Math.max(1, clients.size()); i++) {
            clientBars.add(new Bars());
        }
        this.tops = new int[rows.rows().size()];
        int y = HEAD;
        for (int i = 0; i < tops.length; i++) {
            y += gap(i) > 0 ? GAP : 0;
            tops[i] = y;
            Row row = rows.rows().get(i);
            y += PAD + LINE * row.items().stream().mapToInt(Layout::lines).max().orElse(1);
            if (row.in(Lane.MIDDLE) instanceof Item.States states
                    && !rows.partly().contains(states.link())) {
                if (!states.left().state().isEmpty()) {
                    clientBars.get(column(states.client())).add(states.link());
                }
                serverBars.add(states.link());
            }
        }
        this.height = y + PAD;
    }

    private static int lines(Item item) {
        return switch (item) {
            case Item.Call _, Item.Said _ -> wrapped(item.text()).size();
            case Item.More more ->
                more.lane() == Lane.MIDDLE ? 1 : wrapped(more.text()).size();
            case Item.States states ->
                1
                        + Math.max(
                                states.left().details().size(),
                                states.right().details().size());
            case Item.Act _, Item.Arrow _ -> 1;
        };
    }

    static List<String> wrapped(String text) {
        return Columns.wrap(text, LABEL_CHARS, TEXT_LINES_MAX);
    }

    /// Nanoseconds left out before the row, or 0.
    long gap(int row) {
        long nanos = row == 0
                ? 0
                : rows.rows().get(row).nanos() - rows.rows().get(row - 1).nanos();
        return nanos >= GAP_NANOS ? nanos : 0;
    }

    int columns() {
        return clientBars.size();
    }

    String name(int column) {
        return clients.isEmpty()
                ? rows.cast().clients().isEmpty() ? "client" : "clients"
                : Escaped.line(clients.get(column).name());
    }

    /// The client's life line; the first where nobody knows whose it is.
    int column(@Nullable Party client) {
        return client == null ? 0 : Math.max(0, clients.indexOf(client));
    }

    int labels(int column) {
        int x = TIME;
        for (int i = 0; i < column; i++) {
            x = inner(i) + Bars.WIDTH;
        }
        return x;
    }

    /// Left edge of the column's state bars.
    int bars(int column) {
        return labels(column) + LABEL + BOXES;
    }

    /// Where the column's arrows begin.
    int inner(int column) {
        return bars(column) + clientBars.get(column).width();
    }

    int serverBarsAt() {
        return inner(columns() - 1) + MIDDLE;
    }

    int serverLabels() {
        return serverBarsAt() + serverBars.width() + BOXES;
    }

    Bars clientBars(int column) {
        return clientBars.get(column);
    }

    Bars serverBars() {
        return serverBars;
    }

    int width() {
        return serverLabels() + LABEL;
    }

    int height() {
        return height;
    }

    int top(int row) {
        return tops[row];
    }

    /// Where a row's arrow runs.
    int middle(int row) {
        return tops[row] + PAD / 2 + LINE / 2;
    }

    /// The base line of a row's text.
    int base(int row) {
        return tops[row] + PAD / 2 + 12;
    }

    /// Middle between the last client and the server.
    int centre() {
        return inner(columns() - 1) + MIDDLE / 2;
    }
}
