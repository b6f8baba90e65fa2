package dev.switchboard.lab.show;

import dev.switchboard.lab.record.Entry;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/// The calls of a diagram: a box beside the life line, as long as the call lasted, and arrows between calls
/// that answered each other.
final class DiagramCalls {
    private static final int BOX = 7;
    private static final int BOXES = 3;

    /// A call's place: its rows, and which of the boxes beside each other.
    private record Place(Entry.Call call, int from, int to, int slot) {
        boolean overlaps(int start, int end) {
            return from <= end && start <= to;
        }
    }

    private final Rows rows;
    private final Layout layout;
    private final Svg svg;
    private final IdentityHashMap<Entry.Call, Place> places = new IdentityHashMap<>();

    DiagramCalls(Rows rows, Layout layout, Svg svg) {
        this.rows = rows;
        this.layout = layout;
        this.svg = svg;
    }

    void draw(Matches matches) {
        IdentityHashMap<Entry.Call, Integer> starts = new IdentityHashMap<>();
        List<Place> placed = new ArrayList<>();
        for (int i = 0; i < rows.rows().size(); i++) {
            for (Item item : rows.rows().get(i).items()) {
                if (item instanceof Item.Call part) {
                    starts.putIfAbsent(part.call(), i);
                    if (part.part() != Item.Call.Part.START) {
                        place(part.call(), starts.getOrDefault(part.call(), i), i, placed);
                    }
                }
            }
        }
        placed.forEach(this::box);
        matches.pairs().forEach(this::arrow);
    }

    private void place(Entry.Call call, int from, int to, List<Place> placed) {
        int slot = 0;
        while (slot < BOXES - 1 && isTaken(slot, call, from, to, placed)) {
            slot++;
        }
        Place place = new Place(call, from, to, slot);
        placed.add(place);
        places.put(call, place);
    }

    private boolean isTaken(int slot, Entry.Call call, int from, int to, List<Place> placed) {
        return placed.stream()
                .anyMatch(other -> other.slot() == slot
                        && Lane.of(other.call().party()) == Lane.of(call.party())
                        && column(other.call()) == column(call)
                        && other.overlaps(from, to));
    }

    private int column(Entry.Call call) {
        return layout.column(call.party());
    }

    private void box(Place place) {
        Entry.Call call = place.call();
        int y = layout.middle(place.from()) - 5;
        int height = layout.middle(place.to()) + 5 - y;
        int out = place.slot() * (BOX + 1);
        int x = Lane.of(call.party()) == Lane.SERVER
                ? layout.serverLabels() - Layout.BOXES + 2 + out
                : layout.bars(column(call)) - 2 - BOX - out;
        String style = call.hasFailed() ? "box bad" : place.from() == place.to() ? "box" : "box waits";
        String title = CallText.whole(call, rows.cast()) + " (thread " + Escaped.line(call.thread()) + ")";
        svg.rect(style, x, y, BOX, height, title);
    }

    private void arrow(Matches.Match match) {
        Place from = places.get(match.from());
        Place to = places.get(match.to());
        if (from != null && to != null) {
            boolean toServer = Lane.of(match.to().party()) == Lane.SERVER;
            int client = layout.inner(column(toServer ? match.from() : match.to()));
            int server = layout.serverBarsAt();
            int y1 = layout.middle(from.from());
            int y2 = layout.middle(to.to());
            svg.arrow("answered", toServer ? client : server, y1, toServer ? server : client, y2);
            svg.label("label", "middle", layout.centre(), (y1 + y2) / 2 + 4, label(match.from()));
        }
    }

    private static String label(Entry.Call call) {
        return call.name().equals("connect") ? "connect" : Escaped.line(call.result()) + " B";
    }
}
