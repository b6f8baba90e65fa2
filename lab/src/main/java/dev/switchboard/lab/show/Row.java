package dev.switchboard.lab.show;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is shown beside each other: at most one item a lane, or one that takes all lanes.
///
/// @param nanos since the scene began
record Row(long nanos, List<Item> items) {
    Row {
        items = List.copyOf(items);
    }

    @Nullable
    Item in(Lane lane) {
        for (Item item : items) {
            if (item.lane() == lane) {
                return item;
            }
        }
        return null;
    }
}
