package dev.switchboard.search;

import dev.switchboard.message.Missing;
import dev.switchboard.message.StoredBatch;
import java.util.List;

/// A part of what a search finds. Immutable.
///
/// @param found one message each, in the order asked for
/// @param next where the next page begins: to be passed as `beyond`; [#END] when everything was looked at.
///     There may be nothing more even where this is not the end
/// @param missing what could not be looked at, since it is not there any more
public record Page(List<StoredBatch> found, long next, List<Missing> missing) {
    /// There is no next page.
    public static final long END = -1;

    public Page {
        found = List.copyOf(found);
        missing = List.copyOf(missing);
    }
}
