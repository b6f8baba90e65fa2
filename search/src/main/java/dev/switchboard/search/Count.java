package dev.switchboard.search;

import dev.switchboard.message.Missing;
import java.util.List;

/// How many messages a search finds. Immutable.
///
/// @param messages how many there are
/// @param missing what could not be looked at, since it is not there any more
public record Count(long messages, List<Missing> missing) {
    public Count {
        missing = List.copyOf(missing);
    }
}
