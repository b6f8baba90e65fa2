package dev.switchboard.lab.show;

import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Party;
import dev.switchboard.lab.record.Scene;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Turns a scene's entries into items, and keeps the last state of both ends of each connection on the way.
final class Scan {
    /// What the kernel says of two ends within this time is one look at it.
    private static final long ONE_LOOK_NANOS = 200_000;

    private final Cast cast;
    private final List<Item> items = new ArrayList<>();
    private final Map<Link, Integer> lastStates = new HashMap<>();
    private final Map<Link, Party.Side> lastChanged = new HashMap<>();

    private Scan(Cast cast) {
        this.cast = cast;
    }

    /// Calls are whole, and where they began.
    static List<Item> of(Scene scene, Cast cast) {
        Scan scan = new Scan(cast);
        scene.entries().forEach(scan::add);
        return scan.items;
    }

    private void add(Entry entry) {
        switch (entry) {
            case Entry.Call call ->
                items.add(new Item.Call(call.nanos(), call, Item.Call.Part.WHOLE, CallText.whole(call, cast)));
            case Entry.Kernel kernel -> add(kernel);
            case Entry.Segment segment -> add(segment);
            case Entry.Act act -> items.add(new Item.Act(act.nanos(), Escaped.line(act.what())));
            case Entry.Said said ->
                items.add(new Item.Said(
                        said.nanos(),
                        said.party(),
                        cast.prefix(said.party()) + "» " + Escaped.line(shortened(said.line()))));
        }
    }

    /// Without what is the same in each line of a run, or stands beside it.
    private static String shortened(String logged) {
        return logged.replaceAll(" (?:local|protocol|model|pid|seconds)=\\S+", "");
    }

    private void add(Entry.Segment segment) {
        Link link = cast.link(segment);
        String label = cast.label(link);
        String flags = Escaped.line(segment.flags());
        String text = (label.isEmpty() ? "" : label + " ")
                + flags
                + (segment.length() > 0 ? " " + segment.length() + " B" : "");
        boolean toServer = segment.from().equals(link.client());
        items.add(new Item.Arrow(segment.nanos(), link, cast.clientOf(link), toServer, flags, text));
    }

    private void add(Entry.Kernel kernel) {
        Link link = Link.of(kernel);
        Party.Side side = kernel.party().side();
        Integer index = lastStates.get(link);
        Item.States before = index == null ? null : (Item.States) items.get(index);
        End left = before == null ? End.UNSEEN : before.left();
        End right = before == null ? End.UNSEEN : before.right();
        End now = End.of(kernel);
        End then = side == Party.Side.CLIENT ? left : right;
        if (now.equals(then)) {
            return;
        }
        boolean turning = !now.word().equals(then.word());
        boolean sameLook =
                before != null && lastChanged.get(link) != side && kernel.nanos() - before.nanos() <= ONE_LOOK_NANOS;
        long nanos = sameLook && before != null ? before.nanos() : kernel.nanos();
        Item.States after = new Item.States(
                nanos,
                link,
                cast.clientOf(link),
                cast.label(link),
                side == Party.Side.CLIENT ? now : left,
                side == Party.Side.SERVER ? now : right,
                turning || (sameLook && before != null && before.turning()));
        if (sameLook && index != null) {
            items.set(index, after);
        } else {
            lastStates.put(link, items.size());
            items.add(after);
        }
        lastChanged.put(link, side);
    }
}
