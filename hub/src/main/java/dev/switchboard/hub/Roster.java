package dev.switchboard.hub;

import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/// Who is connected to the server, in the order of coming. Thread-safe.
public final class Roster {
    private final ConcurrentSkipListMap<Long, Supplier<String>> present = new ConcurrentSkipListMap<>();

    /// A connection came.
    ///
    /// @param id its number
    /// @param line makes what is shown of it, whenever somebody asks
    public void came(long id, Supplier<String> line) {
        present.put(id, line);
    }

    /// A connection ended.
    public void left(long id) {
        present.remove(id);
    }

    List<String> lines() {
        return present.values().stream().map(Supplier::get).toList();
    }
}
