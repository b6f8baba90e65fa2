package dev.switchboard.lab.show;

import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Scene;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// A scene as rows from top to bottom, repetitions told as one: what the terminal and the page both draw.
///
/// @param partly connections of which some change of state is left out
record Rows(Cast cast, List<Row> rows, Set<Link> partly) {
    /// A scene that has more is told more coarsely, and in the end its middle is left out.
    static final int ROWS_MAX = 50;

    /// Explains the words beside states.
    static final String QUEUES = "in, out: bytes in the kernel's receive and send queue";

    private static final int ROWS_AT_THE_END = 15;
    /// Items nearer than this may share a row.
    private static final long SHARED_NANOS = 500_000;

    static Rows of(Scene scene) {
        Cast cast = Cast.of(scene);
        List<Item> items = Scan.of(scene, cast);
        long end = end(scene);
        List<Row> rows = List.of();
        for (Grain grain : Grain.values()) {
            rows = shared(Split.of(Collapse.of(items, grain), cast, end), cast);
            if (rows.size() <= ROWS_MAX) {
                break;
            }
        }
        rows = cut(rows);
        Map<Link, Long> changes = changes(items.stream());
        changes.entrySet()
                .removeAll(changes(rows.stream().flatMap(row -> row.items().stream()))
                        .entrySet());
        return new Rows(cast, rows, Set.copyOf(changes.keySet()));
    }

    private static Map<Link, Long> changes(Stream<Item> items) {
        Map<Link, Long> changes = new HashMap<>();
        items.forEach(item -> {
            if (item instanceof Item.States states && states.turning()) {
                changes.merge(states.link(), 1L, Long::sum);
            }
        });
        return changes;
    }

    /// Whether a state has words beside it that want explaining.
    boolean hasQueues() {
        return rows.stream()
                .anyMatch(row -> row.in(Lane.MIDDLE) instanceof Item.States states
                        && !(states.left().details().isEmpty()
                                && states.right().details().isEmpty()));
    }

    private static long end(Scene scene) {
        long end = Long.MIN_VALUE;
        for (Entry entry : scene.entries()) {
            end = Math.max(end, entry.nanos());
            if (entry instanceof Entry.Call call && call.hasReturned()) {
                end = Math.max(end, call.endNanos());
            }
        }
        return end;
    }

    private static List<Row> shared(List<Item> items, Cast cast) {
        List<Row> rows = new ArrayList<>();
        List<Item> row = new ArrayList<>();
        long began = items.isEmpty() ? 0 : items.getFirst().nanos();
        for (Item item : items) {
            if (!row.isEmpty() && !fits(item, row, cast)) {
                rows.add(new Row(row.getFirst().nanos() - began, row));
                row.clear();
            }
            row.add(item);
        }
        if (!row.isEmpty()) {
            rows.add(new Row(row.getFirst().nanos() - began, row));
        }
        return rows;
    }

    private static boolean fits(Item item, List<Item> row, Cast cast) {
        if (item.lane() == Lane.ALL || item.nanos() - row.getFirst().nanos() > SHARED_NANOS) {
            return false;
        }
        for (Item other : row) {
            if (other.lane() == Lane.ALL || other.lane() == item.lane() || collide(item, other, cast)) {
                return false;
            }
        }
        return true;
    }

    /// Whether one client's arrow would run through another client's text.
    private static boolean collide(Item one, Item other, Cast cast) {
        if (isListening(one) || isListening(other)) {
            return false;
        }
        boolean bothAtClients = one.lane() != Lane.SERVER && other.lane() != Lane.SERVER;
        return cast.clients().size() > 1
                && bothAtClients
                && (one.client() == null || !one.client().equals(other.client()));
    }

    private static boolean isListening(Item item) {
        return item instanceof Item.States states && states.link().isListening();
    }

    private static List<Row> cut(List<Row> rows) {
        if (rows.size() <= ROWS_MAX) {
            return List.copyOf(rows);
        }
        int head = ROWS_MAX - ROWS_AT_THE_END - 1;
        int tail = rows.size() - ROWS_AT_THE_END;
        int out = rows.subList(head, tail).stream()
                .mapToInt(row -> row.items().size())
                .sum();
        long nanos = rows.get(head).nanos();
        List<Row> cut = new ArrayList<>(rows.subList(0, head));
        cut.add(new Row(nanos, List.of(new Item.More(nanos, Lane.ALL, null, "… " + out + " more entries"))));
        cut.addAll(rows.subList(tail, rows.size()));
        return List.copyOf(cut);
    }
}
