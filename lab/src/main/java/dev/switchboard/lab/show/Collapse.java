package dev.switchboard.lab.show;

import dev.switchboard.lab.record.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Leaves the first two and the last of many alike, and says in their place how many more there were.
final class Collapse {
    private static final int FIRST_KEPT = 2;
    private static final int LAST_KEPT = 1;

    private Collapse() {}

    static List<Item> of(List<Item> items, Grain grain) {
        List<Item> kept = new ArrayList<>();
        List<Item> stretch = new ArrayList<>();
        for (Item item : items) {
            if (grain.isTurningPoint(item)) {
                addStretch(stretch, grain, kept);
                stretch.clear();
                kept.add(item);
            } else {
                stretch.add(item);
            }
        }
        addStretch(stretch, grain, kept);
        return kept;
    }

    private static void addStretch(List<Item> stretch, Grain grain, List<Item> kept) {
        Map<String, List<Integer>> kinds = new LinkedHashMap<>();
        for (int i = 0; i < stretch.size(); i++) {
            kinds.computeIfAbsent(grain.key(stretch.get(i)), _ -> new ArrayList<>())
                    .add(i);
        }
        TreeMap<Integer, Item> left = new TreeMap<>();
        for (List<Integer> kind : kinds.values()) {
            if (kind.size() <= FIRST_KEPT + 1 + LAST_KEPT) {
                kind.forEach(i -> left.put(i, stretch.get(i)));
                continue;
            }
            int lastOut = kind.size() - LAST_KEPT;
            kind.subList(0, FIRST_KEPT).forEach(i -> left.put(i, stretch.get(i)));
            kind.subList(lastOut, kind.size()).forEach(i -> left.put(i, stretch.get(i)));
            List<Item> out =
                    kind.subList(FIRST_KEPT, lastOut).stream().map(stretch::get).toList();
            left.put(kind.get(FIRST_KEPT), more(out));
        }
        kept.addAll(left.values());
    }

    private static Item more(List<Item> out) {
        Item first = out.getFirst();
        String what = switch (first) {
            case Item.Call(long _, Entry.Call call, Item.Call.Part _, String _) -> calls(call, out);
            case Item.States _ -> "changes";
            case Item.Arrow arrow -> arrow.flags();
            case Item.Act _ -> "acts";
            case Item.Said _ -> "lines";
            case Item.More _ -> "entries";
        };
        return new Item.More(first.nanos(), first.lane(), first.client(), "… " + out.size() + " more " + what);
    }

    /// `sends`, with their bytes where the results are numbers; `recv → EAGAIN`.
    private static String calls(Entry.Call call, List<Item> out) {
        String name = Escaped.line(call.name());
        String outcome = Grain.outcome(call);
        if (!outcome.equals("#")) {
            return outcome.isEmpty() ? name + "s" : name + " → " + Escaped.line(outcome);
        }
        long sum = 0;
        for (Item item : out) {
            if (item instanceof Item.Call(long _, Entry.Call other, Item.Call.Part _, String _)) {
                sum += number(other.result());
            }
        }
        boolean moves =
                name.startsWith("send") || name.startsWith("recv") || name.equals("read") || name.equals("write");
        return name + "s" + (moves && sum > 0 ? ", " + sum + " B" : "");
    }

    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException _) {
            return 0; // longer than any count of bytes: nothing that a sum could say
        }
    }
}
