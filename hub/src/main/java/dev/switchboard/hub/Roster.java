package dev.switchboard.hub;

import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/// Who is connected to the server, in the order of coming. Thread-safe.
public final class Roster {
    private final ConcurrentSkipListMap<Long, String> present = new ConcurrentSkipListMap<>();

    /// A connection came.
    ///
    /// @param id its number
    /// @param line what is shown of it
    public void came(long id, String line) {
        present.put(id, line);
    }

    /// A connection ended.
    public void left(long id) {
        present.remove(id);
    }

    List<String> lines() {
        return List.copyOf(present.values());
    }
}
