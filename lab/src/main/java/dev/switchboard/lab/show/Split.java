package dev.switchboard.lab.show;

import dev.switchboard.lab.record.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Takes long calls apart into start and return, and puts all in the order of time.
final class Split {
    /// Short calls that wait for the other end: shown when they returned, behind what they waited for.
    private static final Set<String> WAITING =
            Set.of("accept", "accept4", "recv", "recvfrom", "recvmsg", "read", "select", "poll", "epoll_wait", "wait");

    private Split() {}

    /// @param endNanos where a call that has not returned says so
    static List<Item> of(List<Item> items, Cast cast, long endNanos) {
        List<Item> parts = new ArrayList<>();
        for (Item item : items) {
            if (!(item instanceof Item.Call(long _, Entry.Call call, Item.Call.Part _, String text))) {
                parts.add(item);
            } else if (CallText.isLong(call)) {
                long end = call.hasReturned() ? call.endNanos() : endNanos + 1; // behind all else
                parts.add(new Item.Call(call.nanos(), call, Item.Call.Part.START, CallText.start(call, cast)));
                parts.add(new Item.Call(end, call, Item.Call.Part.RETURN, CallText.end(call, cast)));
            } else {
                long shown = WAITING.contains(call.name()) ? call.endNanos() : call.nanos();
                parts.add(new Item.Call(shown, call, Item.Call.Part.WHOLE, text));
            }
        }
        parts.sort(Comparator.comparingLong(Item::nanos));
        return parts;
    }
}
