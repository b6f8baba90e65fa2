package dev.switchboard.lab.show;

import dev.switchboard.lab.record.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an item looks like in a terminal's column.
final class Cells {
    private static final int LINES_MAX = 6;
    private static final String BAR = " | ";

    /// Columns left and right of the bar between two states: `ESTABLISHED` fits.
    private static final int HALF = 11;

    private final int side;
    private final int left;

    /// @param side width of a side's column
    /// @param labelled whether states may begin with a client's name
    Cells(int side, boolean labelled) {
        this.side = side;
        this.left = left(labelled);
    }

    private static int left(boolean labelled) {
        return HALF + (labelled ? 2 : 0);
    }

    static int middle(boolean labelled) {
        return left(labelled) + BAR.length() + HALF;
    }

    Cell of(@Nullable Item item) {
        return switch (item) {
            case null -> Cell.EMPTY;
            case Item.Call call -> new Cell(hanging(call.text()), ink(call.call()));
            case Item.Said said -> new Cell(hanging(said.text()), Ink.FAINT);
            case Item.More more -> new Cell(more(more), Ink.FAINT);
            case Item.Act act -> new Cell(List.of(act.text()), Ink.BOLD);
            case Item.Arrow arrow -> new Cell(List.of(arrow(arrow)), ink(arrow));
            case Item.States states -> new Cell(states(states), Ink.STATE);
        };
    }

    private static Ink ink(Entry.Call call) {
        return call.hasFailed() ? Ink.BAD : Ink.PLAIN;
    }

    private static Ink ink(Item.Arrow arrow) {
        return arrow.flags().contains("RST") ? Ink.BAD : Ink.PLAIN;
    }

    /// Later lines stand further right, so that one sees where the next entry begins.
    private List<String> hanging(String text) {
        List<String> lines = new ArrayList<>(Columns.wrap(text, side, 1));
        if (Columns.of(text) > side) {
            String first = Columns.wrap(text, side, 2).getFirst();
            lines.set(0, first);
            String rest = text.substring(first.length()).stripLeading();
            Columns.wrap(rest, side - 2, LINES_MAX - 1).forEach(line -> lines.add("  " + line));
        }
        return lines;
    }

    private List<String> more(Item.More more) {
        if (more.lane() != Lane.MIDDLE) {
            return hanging(more.text());
        }
        int width = left + BAR.length() + HALF;
        return List.of(Columns.centre(Columns.cut(more.text(), width), width));
    }

    private String arrow(Item.Arrow arrow) {
        int width = left + BAR.length() + HALF;
        String text = Columns.cut(arrow.text(), width - 4);
        int line = width - 1 - Columns.of(text);
        String drawn = "─".repeat(line / 2) + text + "─".repeat(line - line / 2);
        return arrow.toServer() ? drawn + "▶" : "◀" + drawn;
    }

    private List<String> states(Item.States states) {
        if (states.link().isListening()) {
            int width = left + BAR.length() + HALF;
            return List.of(Columns.right(states.left().state() + states.right().state(), width));
        }
        List<String> lines = new ArrayList<>();
        String client = states.text().isEmpty()
                ? states.left().state()
                : states.text() + " " + states.left().state();
        if (Columns.of(client) <= left) {
            lines.add(barred(client, states.right().state()));
        } else {
            lines.add(Columns.cut(states.text(), left));
            lines.add(barred(states.left().state(), states.right().state()));
        }
        List<String> in = details(states.left(), left);
        List<String> out = details(states.right(), HALF);
        for (int i = 0; i < Math.max(in.size(), out.size()); i++) {
            lines.add(barred(i < in.size() ? in.get(i) : "", i < out.size() ? out.get(i) : ""));
        }
        return lines;
    }

    private static List<String> details(End end, int width) {
        String all = String.join(" ", end.details());
        return all.isEmpty() || Columns.of(all) <= width ? List.of(all) : end.details();
    }

    private String barred(String client, String server) {
        if (client.isEmpty() && server.isEmpty()) {
            return "";
        }
        return Columns.right(Columns.cut(client, left), left) + BAR + Columns.cut(server, HALF);
    }
}
