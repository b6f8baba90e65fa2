package dev.switchboard.cli.send;

import dev.switchboard.client.lines.SendCounts;
import org.jspecify.annotations.Nullable;

/// What a line of progress says. Asked by one thread at a time.
@FunctionalInterface
public interface ProgressText {
    /// The longest line, in characters: it fits a terminal of 80 columns.
    int CHARS_MAX = 79;

    /// The line now, at most [#CHARS_MAX] characters.
    ///
    /// @param trouble why there is no connection, or null when there is one
    String text(SendCounts counts, @Nullable String trouble, long nowNanos);

    /// This text, cut where it is too long.
    static String cut(String text) {
        return text.length() <= CHARS_MAX ? text : text.substring(0, CHARS_MAX - 1) + "…";
    }
}
