package dev.switchboard.cli.search;

import dev.switchboard.message.StoredBatch;
import dev.switchboard.search.QueryText;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Where messages are found.
interface Source {
    /// Takes what is found, in the order of finding, and in the thread that searches.
    interface Taker {
        /// One message.
        ///
        /// @return false when no more are wanted: then the search ends
        boolean take(StoredBatch message);

        /// A page is over.
        ///
        /// @param count how many messages were found
        /// @param next what asks for the page behind it; null when everything was looked at
        /// @return what to ask next, or null when no more is wanted
        QueryText.@Nullable Asked pageOver(long count, QueryText.@Nullable Asked next);

        /// Some messages could not be looked at.
        ///
        /// @param text why, in one line; it may have control characters in it
        void problem(String text);
    }

    /// Searches until no more is wanted.
    ///
    /// @return the offset behind the last message that was looked at, where it was asked for, else -1
    /// @throws IOException when it came to nothing; the message says why, in one line
    long search(QueryText.Asked first, boolean withEnd, Taker taker) throws IOException;
}
