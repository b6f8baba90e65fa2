package dev.switchboard.journal.disk;

import dev.switchboard.message.ChannelName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Small numbers for the names of channels, from 0, while the program runs; a name once seen is kept. Thread-safe.
final class ChannelIds {
    /// What [#find] says of a channel that was never seen.
    static final int UNKNOWN = -1;

    private final Map<ChannelName, Integer> ids = new HashMap<>();
    private final List<ChannelName> names = new ArrayList<>();

    synchronized int of(ChannelName channel) {
        Integer id = ids.get(channel);
        if (id == null) {
            id = names.size();
            ids.put(channel, id);
            names.add(channel);
        }
        return id;
    }

    synchronized int find(ChannelName channel) {
        return ids.getOrDefault(channel, UNKNOWN);
    }

    synchronized ChannelName name(int id) {
        return names.get(id);
    }
}
